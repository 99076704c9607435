package org.forumcache.redis.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ServerSocketFactory;

/**
 * A network between clients and one server on this machine, which a test can break in several ways and heal again.
 *
 * <p>It keeps its own port throughout. Its threads are daemons, two for each connection; beyond {@value #MOST_CONNECTIONS}
 * connections clients wait unanswered. For any thread.
 */
public final class TcpProxy implements AutoCloseable {
    private static final int MOST_CONNECTIONS = 200;
    private static final int BACKLOG = 500;
    private static final int PORT_TRIES = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ServerSocketFactory listeners;
    private final int port;
    private volatile int serverPort;
    private final Traffic traffic = new Traffic();
    private final Set<Tunnel> tunnels = ConcurrentHashMap.newKeySet();
    private final Semaphore free = new Semaphore(MOST_CONNECTIONS);
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "tcp-proxy");
        thread.setDaemon(true);
        return thread;
    });
    private volatile ServerSocket listener;
    private volatile Future<?> accepting;

    private TcpProxy(ServerSocketFactory listeners, ServerSocket listener, int serverPort) {
        this.listeners = listeners;
        this.listener = listener;
        this.port = listener.getLocalPort();
        this.serverPort = serverPort;
        this.accepting = threads.submit(() -> accept(listener));
    }

    /** A proxy in front of a port of this machine that passes everything on. */
    public static TcpProxy to(int serverPort) {
        return to(serverPort, ServerSocketFactory.getDefault());
    }

    static TcpProxy to(int serverPort, ServerSocketFactory listeners) {
        for (int i = 1; ; i++) {
            try {
                return new TcpProxy(listeners, listen(listeners, FreePorts.next()), serverPort);
            } catch (UncheckedIOException e) {
                if (i == PORT_TRIES) {
                    throw e;
                }
            }
        }
    }

    public int port() {
        return port;
    }

    /** Leads whoever connects from now on to another port of this machine, and cuts off who is connected. */
    public void leadTo(int otherServerPort) {
        serverPort = otherServerPort;
        tunnels.forEach(Tunnel::close);
    }

    /** Closes all connections and refuses new ones. */
    public synchronized void cut() {
        closeListener();
        tunnels.forEach(Tunnel::close);
        awaitRefusal();
    }

    /** Keeps connections open and accepts new ones, but passes nothing on; {@link #heal()} passes on what was held up. */
    public void halfOpen() {
        traffic.open(EnumSet.noneOf(Direction.class));
    }

    /** Passes bytes on in this direction and holds up the others. */
    public void oneWay(Direction direction) {
        traffic.open(EnumSet.of(direction));
    }

    /** Passes bytes on later, in each direction, by at least this and by less than twice as much. */
    public void delay(Duration delay) {
        traffic.delay(delay);
    }

    /** Undoes all of the above. */
    public synchronized void heal() {
        traffic.delay(Duration.ZERO);
        traffic.open(EnumSet.allOf(Direction.class));
        if (listener.isClosed()) {
            ServerSocket reopened = listen(listeners, port);
            listener = reopened;
            accepting = threads.submit(() -> accept(reopened));
        }
    }

    /** How many clients are connected now. */
    public int connections() {
        return tunnels.size();
    }

    @Override
    public synchronized void close() {
        cut();
        threads.shutdownNow();
    }

    private void accept(ServerSocket from) {
        try {
            while (!from.isClosed()) {
                free.acquire();
                Socket client = acceptOrRelease(from);
                Tunnel tunnel = new Tunnel(client, traffic);
                tunnels.add(tunnel);
                threads.execute(() -> serve(tunnel));
                // A cut that came between the accept and the add has not seen this one.
                if (from.isClosed()) {
                    tunnel.close();
                }
            }
        } catch (IOException | RejectedExecutionException cut) {
            // The listener was closed: nobody else is to be accepted.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Socket acceptOrRelease(ServerSocket from) throws IOException {
        try {
            return from.accept();
        } catch (IOException e) {
            free.release();
            throw e;
        }
    }

    private void serve(Tunnel tunnel) {
        try {
            tunnel.run(serverPort, threads);
        } finally {
            tunnels.remove(tunnel);
            free.release();
        }
    }

    private void closeListener() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close port " + port, e);
        }
    }

    /** The port goes on accepting until the thread has returned that was waiting at it. */
    private void awaitRefusal() {
        try {
            accepting.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("port " + port + " does not close", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ServerSocket listen(ServerSocketFactory listeners, int port) {
        try {
            return listeners.createServerSocket(port, BACKLOG, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on port " + port, e);
        }
    }
}
