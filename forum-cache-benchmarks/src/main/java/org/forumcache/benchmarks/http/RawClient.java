package org.forumcache.benchmarks.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * A client that costs little: one thread, sockets that do not block, no more parsing than it takes to find the end of an
 * answer. Each connection sends its next request when the answer to the last one is complete.
 */
public final class RawClient {
    private final LoadJob job;
    private final ByteBuffer request;
    private final ByteBuffer received = ByteBuffer.allocateDirect(256 * 1024);
    private long[] nanos = new long[1 << 16];
    private int count;
    private long errors;

    RawClient(LoadJob job) {
        this.job = job;
        StringBuilder text =
                new StringBuilder(job.method()).append(' ').append(job.uri().getRawPath());
        if (job.uri().getRawQuery() != null) {
            text.append('?').append(job.uri().getRawQuery());
        }
        text.append(" HTTP/1.1\r\nHost: ").append(job.uri().getAuthority()).append("\r\n");
        job.headers().forEach(header -> text.append(header).append("\r\n"));
        byte[] bytes = text.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
        this.request = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    }

    /** A connection, what its answer lacks, and when its request was sent. */
    private static final class Line {
        private final Answer answer;
        private long sentAt;

        Line(String method) {
            this.answer = new Answer(method);
        }
    }

    /** Takes connections, milliseconds, method, address and header lines, and prints one line. */
    public static void main(String[] arguments) throws IOException {
        List<String> words = Arrays.asList(arguments);
        LoadJob job = new LoadJob(
                URI.create(words.get(3)),
                words.get(2),
                words.subList(4, words.size()),
                Integer.parseInt(words.get(0)),
                Duration.ofMillis(Long.parseLong(words.get(1))));
        System.out.println(new RawClient(job).run().line());
    }

    /** Loads the server until the time is over. */
    LoadResult run() throws IOException {
        try (Selector selector = Selector.open()) {
            try {
                for (int i = 0; i < job.connections(); i++) {
                    connect(selector);
                }
                long begin = System.nanoTime();
                long end = begin + job.time().toNanos();
                while (System.nanoTime() < end && !selector.keys().isEmpty()) {
                    selector.select(this::receive, 100);
                }
                long micros = (System.nanoTime() - begin) / 1000;
                return LoadResult.of(Arrays.copyOf(nanos, count), micros, errors);
            } finally {
                for (SelectionKey key : selector.keys()) {
                    key.channel().close();
                }
            }
        }
    }

    private void connect(Selector selector) throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.connect(new InetSocketAddress(job.uri().getHost(), job.uri().getPort()));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        Line line = new Line(job.method());
        channel.register(selector, SelectionKey.OP_READ, line);
        send(channel, line);
    }

    private void send(SocketChannel channel, Line line) throws IOException {
        line.sentAt = System.nanoTime();
        ByteBuffer bytes = request.duplicate();
        // A request is far smaller than the buffer of a socket on which nothing else waits.
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private void receive(SelectionKey key) {
        SocketChannel channel = (SocketChannel) key.channel();
        Line line = (Line) key.attachment();
        try {
            received.clear();
            if (channel.read(received) < 0) {
                throw new IOException("the server closed the connection");
            }
            received.flip();
            if (line.answer.isCompleteWith(received)) {
                record(System.nanoTime() - line.sentAt, line.answer.status());
                send(channel, line);
            }
        } catch (IOException e) {
            // Counted; the others go on.
            errors++;
            key.cancel();
        }
    }

    private void record(long latency, int status) {
        if (status >= 400) {
            errors++;
        }
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
        nanos[count++] = latency;
    }
}
