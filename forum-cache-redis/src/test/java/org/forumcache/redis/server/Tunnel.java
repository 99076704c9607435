package org.forumcache.redis.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * One client's connection through a proxy, in two threads.
 *
 * <p>The server is called when the client's first bytes are let through, so that a client waits in silence while nothing is. Bytes
 * that were held up arrive later, in order and even if the client has hung up meanwhile, as those of a real network do.
 */
final class Tunnel {
    private static final int CHUNK = 16 * 1024;
    private static final int CONNECT_MILLIS = 1_000;

    private final Socket client;
    private final Socket server = new Socket();
    private final Traffic traffic;

    Tunnel(Socket client, Traffic traffic) {
        this.client = client;
        this.traffic = traffic;
    }

    /** Passes bytes on until one side hangs up. */
    void run(int serverPort, Executor threads) {
        try {
            client.setTcpNoDelay(true);
            byte[] chunk = new byte[CHUNK];
            InputStream fromClient = client.getInputStream();
            int first = fromClient.read(chunk);
            if (first < 0) {
                return;
            }
            traffic.pass(Direction.TO_SERVER);
            connect(serverPort);
            server.getOutputStream().write(chunk, 0, first);
            threads.execute(this::answer);
            copy(fromClient, server.getOutputStream(), Direction.TO_SERVER);
        } catch (IOException | RejectedExecutionException hungUp) {
            // One of the two is gone, or the proxy is: both learn it from the close below.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            close();
        }
    }

    void close() {
        closeQuietly(client);
        closeQuietly(server);
    }

    private void connect(int port) throws IOException {
        server.setTcpNoDelay(true);
        server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
    }

    private void answer() {
        try {
            copy(server.getInputStream(), client.getOutputStream(), Direction.TO_CLIENT);
        } catch (IOException hungUp) {
            // As above.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            close();
        }
    }

    private void copy(InputStream from, OutputStream to, Direction direction) throws IOException, InterruptedException {
        byte[] chunk = new byte[CHUNK];
        for (int length = from.read(chunk); length >= 0; length = from.read(chunk)) {
            traffic.pass(direction);
            to.write(chunk, 0, length);
            to.flush();
        }
        traffic.pass(direction);
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is of no use any more either way.
        }
    }
}
