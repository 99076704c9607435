package org.forumcache.benchmarks.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** A connection on which requests are sent one after the other. For one thread. */
public final class KeptConnection implements AutoCloseable {
    private final SocketChannel channel;
    private final ByteBuffer received = ByteBuffer.allocate(64 * 1024);
    private final Answer answer = new Answer("GET");

    private KeptConnection(SocketChannel channel) {
        this.channel = channel;
    }

    public static KeptConnection to(URI server) throws IOException {
        SocketChannel channel = SocketChannel.open(new InetSocketAddress(server.getHost(), server.getPort()));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        return new KeptConnection(channel);
    }

    /**
     * Sends a request and waits for the whole answer.
     *
     * @param request complete, and not a {@code HEAD}
     * @return the head of the answer, its lines ended by CR LF
     * @throws IllegalStateException if the answer is an error
     */
    public String exchange(byte[] request) throws IOException {
        ByteBuffer out = ByteBuffer.wrap(request);
        while (out.hasRemaining()) {
            channel.write(out);
        }
        boolean complete = false;
        while (!complete) {
            received.clear();
            if (channel.read(received) < 0) {
                throw new IOException("the server closed the connection");
            }
            complete = answer.isCompleteWith(received.flip());
        }
        if (answer.status() >= 400) {
            throw new IllegalStateException("the server answers with " + answer.head());
        }
        return answer.head();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
