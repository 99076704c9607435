package org.forumcache.benchmarks.consistency;

import java.util.function.Consumer;
import org.forumcache.benchmarks.consistency.Write.Change;
import org.forumcache.benchmarks.consistency.Write.Delivery;
import org.jspecify.annotations.Nullable;

/** What becomes of one writer's attempts, one after another. For one thread at a time. */
interface WriteLog {
    /** A change is about to be committed. */
    void trying(Change change, long start);

    /** The change was made, and its writer was told so. */
    void acknowledged(long moment, Delivery delivery);

    /** Nobody can say whether the change was made. */
    void lost();

    /** Nothing was changed, for certain. */
    void failed();

    /** Makes {@link Write}s of it. */
    final class Recorder implements WriteLog {
        private final int node;
        private final Consumer<Write> writes;
        private final Runnable failures;
        private @Nullable Change change;
        private long start;

        Recorder(int node, Consumer<Write> writes, Runnable failures) {
            this.node = node;
            this.writes = writes;
            this.failures = failures;
        }

        @Override
        public void trying(Change next, long began) {
            change = next;
            start = began;
        }

        @Override
        public void acknowledged(long moment, Delivery delivery) {
            end(moment, delivery);
        }

        @Override
        public void lost() {
            end(Write.NEVER, Delivery.PENDING);
        }

        @Override
        public void failed() {
            failures.run();
            change = null;
        }

        private void end(long moment, Delivery delivery) {
            Change ended = change;
            if (ended != null) {
                writes.accept(new Write(node, ended, start, moment, delivery));
                change = null;
            }
        }
    }
}
