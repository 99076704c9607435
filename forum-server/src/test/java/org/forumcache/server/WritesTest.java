package org.forumcache.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.SimpleTransactionStatus;

class WritesTest {
    private final List<String> ends = new ArrayList<>();
    private final Writes writes = new Writes(new Recorder());

    @Test
    void aWriteThatLosesIsBegunAnew() {
        Supplier<String> write = failing(2, new CannotAcquireLockException("lost"));

        String answer = writes.run(write);

        assertThat(answer).isEqualTo("done");
        assertThat(ends).containsExactly("rollback", "rollback", "commit");
    }

    @Test
    void aWriteThatAlwaysLosesGivesUp() {
        Supplier<String> write = failing(100, new CannotAcquireLockException("lost"));

        assertThatThrownBy(() -> writes.run(write)).isInstanceOf(CannotAcquireLockException.class);
        assertThat(ends).hasSize(5).containsOnly("rollback");
    }

    @Test
    void aTakenKeyIsTriedAgainOnlyWhereTheKeyIsMadeUp() {
        assertThat(writes.runUntilUnique(failing(1, new DuplicateKeyException("taken"))))
                .isEqualTo("done");
        assertThatThrownBy(() -> writes.run(failing(1, new DuplicateKeyException("taken"))))
                .isInstanceOf(DuplicateKeyException.class);
        assertThat(ends).containsExactly("rollback", "commit", "rollback");
    }

    @Test
    void anyOtherFaultEndsTheWriteAtOnce() {
        assertThatThrownBy(() -> writes.run(failing(1, new IllegalStateException("bug"))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("bug");
        assertThat(ends).containsExactly("rollback");
    }

    private static Supplier<String> failing(int times, RuntimeException fault) {
        int[] left = {times};
        return () -> {
            if (left[0]-- > 0) {
                throw fault;
            }
            return "done";
        };
    }

    private final class Recorder implements PlatformTransactionManager {
        @Override
        public TransactionStatus getTransaction(@Nullable TransactionDefinition definition) {
            return new SimpleTransactionStatus();
        }

        @Override
        public void commit(TransactionStatus status) {
            ends.add("commit");
        }

        @Override
        public void rollback(TransactionStatus status) {
            ends.add("rollback");
        }
    }
}
