package org.forumcache.benchmarks.consistency;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.forumcache.benchmarks.consistency.Write.Change;
import org.forumcache.benchmarks.consistency.Write.Delivery;

/**
 * The program of a process that writes until it is killed, and says in {@link Line}s what it is about to do and what it has done.
 */
public final class MortalWriter {
    private static final long POLL_NANOS = 10_000_000;
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    private final OutputStream out = new FileOutputStream(FileDescriptor.out);

    private MortalWriter() {}

    /** Takes the arguments of {@link NodeSettings}, and ends when its input does. */
    public static void main(String[] arguments) {
        MortalWriter writer = new MortalWriter();
        new Daemon(writer::answerUntilOrphaned).start();
        Node node = start(NodeSettings.parse(List.of(arguments)));
        new Daemon(() -> writer.watchDeliveries(node)).start();
        writer.say(Line.of(Line.Kind.READY));
        new Writer(node, writer.log(), new Random(), () -> false).run();
    }

    /** Its network may be broken when it starts. */
    private static Node start(NodeSettings settings) {
        long patience = System.nanoTime() + PATIENCE_NANOS;
        while (true) {
            try {
                return Node.start(settings);
            } catch (RuntimeException e) {
                if (System.nanoTime() > patience) {
                    throw e;
                }
            }
        }
    }

    /** Every line of the input is a question for the time. */
    private void answerUntilOrphaned() {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try {
            while (in.readLine() != null) {
                say(Line.of(Line.Kind.CLOCK, System.nanoTime()));
            }
        } catch (IOException e) {
            // As good as the end.
        }
        Runtime.getRuntime().halt(0);
    }

    private void watchDeliveries(Node node) {
        while (true) {
            long asked = System.nanoTime();
            if (node.hasDelivered()) {
                say(Line.of(Line.Kind.DELIVERED, asked, System.nanoTime()));
            }
            Pause.nanos(POLL_NANOS);
        }
    }

    /** In one call, so that a line is there or not. */
    private synchronized void say(Line line) {
        try {
            out.write(line.bytes());
        } catch (IOException e) {
            throw new UncheckedIOException("nobody listens any more", e);
        }
    }

    private WriteLog log() {
        return new WriteLog() {
            @Override
            public void trying(Change change, long start) {
                say(Line.of(
                        Line.Kind.TRYING, change.register(), change.version(), change.from(), change.place(), start));
            }

            @Override
            public void acknowledged(long moment, Delivery delivery) {
                say(Line.of(Line.Kind.ACKNOWLEDGED, moment, delivery == Delivery.DELIVERED ? 1 : 0));
            }

            @Override
            public void lost() {
                say(Line.of(Line.Kind.LOST));
            }

            @Override
            public void failed() {
                say(Line.of(Line.Kind.FAILED));
            }
        };
    }
}
