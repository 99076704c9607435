package org.forumcache.redis.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * One Redis server process of a test, on a loopback port and in a directory of its own, both of which it keeps when it is started
 * again.
 *
 * <p>It is running once opened, keeps nothing on disk unless told to, and ends when closed and with the JVM. Commands may come
 * from any thread; what starts and ends the process is for one thread at a time.
 */
public final class RedisServer implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(20);
    private static final Duration REPLY = Duration.ofSeconds(5);
    private static final int PORT_TRIES = 10;

    private final RedisConfiguration configuration;
    private final RedisDirectory directory;
    private final int port;
    private volatile Credentials credentials;
    private volatile RedisProcess process;

    private RedisServer(RedisConfiguration configuration, RedisDirectory directory, int port) {
        this.configuration = configuration;
        this.directory = directory;
        this.port = port;
        this.credentials = configuration.credentials();
        configuration.write(directory.path(), port);
        this.process = run();
    }

    /** A running server without any options. */
    public static RedisServer open() {
        return builder().open();
    }

    public static RedisServerBuilder builder() {
        return new RedisServerBuilder();
    }

    static RedisServer open(RedisConfiguration configuration) {
        for (int i = 1; ; i++) {
            RedisServer server = new RedisServer(configuration, RedisDirectory.create(), FreePorts.next());
            if (server.becomesReady()) {
                return server;
            }
            IllegalStateException failure = server.notReady();
            server.close();
            if (i == PORT_TRIES || !String.valueOf(failure.getMessage()).contains("Address already in use")) {
                throw failure;
            }
        }
    }

    public int port() {
        return port;
    }

    /** The address for a client, with name and password if it asks for them. */
    public String uri() {
        return uriAt(port);
    }

    /** The address for a client that is to go through a proxy on that port. */
    public String uriAt(int proxyPort) {
        return "redis://" + credentials.inUri() + "127.0.0.1:" + proxyPort;
    }

    /** The address for a client that is to go through TLS on that port. */
    public String tlsUriAt(int tlsPort) {
        return "rediss://" + credentials.inUri() + "localhost:" + tlsPort;
    }

    public RedisVersion version() {
        return configuration.binary().version();
    }

    /**
     * The reply to a command as text: a missing value is the empty text, an array is its members, one per line.
     *
     * @throws RedisErrorReply if the server refuses the command
     * @throws UncheckedIOException if the server does not answer within 5 s
     */
    public String command(String... words) {
        return command(REPLY, words);
    }

    private String command(Duration timeout, String... words) {
        try (RespConnection connection = RespConnection.open(port, timeout)) {
            credentials.presentTo(connection);
            return connection.call(words);
        } catch (IOException e) {
            throw new UncheckedIOException("no reply from the Redis server on port " + port + " to " + words[0], e);
        }
    }

    /** Whether it answers a PING on a new connection within that time. */
    public boolean answersWithin(Duration time) {
        try {
            return command(time, "PING").equals("PONG");
        } catch (UncheckedIOException | RedisErrorReply e) {
            return false;
        }
    }

    /** The fields of a section of INFO, such as {@code server} or {@code replication}. */
    public Map<String, String> info(String section) {
        Map<String, String> fields = new HashMap<>();
        command("INFO", section).lines().forEach(line -> {
            int colon = line.indexOf(':');
            if (colon > 0) {
                fields.put(line.substring(0, colon), line.substring(colon + 1));
            }
        });
        return fields;
    }

    /** How often each command was called since the last reset; names in lower case, subcommands as {@code config|get}. */
    public Map<String, Long> commandStats() {
        Map<String, Long> calls = new HashMap<>();
        info("commandstats").forEach((name, numbers) -> {
            String first = numbers.substring(numbers.indexOf('=') + 1, numbers.indexOf(','));
            calls.put(name.substring("cmdstat_".length()), Long.valueOf(first));
        });
        return calls;
    }

    /** Sets the counters of {@link #commandStats()} to zero, but for its own CONFIG RESETSTAT. */
    public void resetStats() {
        command("CONFIG", "RESETSTAT");
    }

    /** Changes the default user's password; who is connected stays connected. Survives a restart. */
    public void changePassword(String password) {
        command("CONFIG", "SET", "requirepass", password);
        credentials = new Credentials("", password);
        command("CONFIG", "SET", "masterauth", password);
        command("CONFIG", "REWRITE");
    }

    /** Cuts off its replicas, which keep what they have and lag from now on. */
    public void holdBackReplicas() {
        command("ACL", "SETUSER", replicasUser(), "-psync", "-sync");
        command("CLIENT", "KILL", "TYPE", "replica");
    }

    /** Lets replicas that were held back connect again. */
    public void letReplicasCatchUp() {
        command("ACL", "SETUSER", replicasUser(), "+psync", "+sync");
    }

    /** Ends it in good order; nothing is saved. */
    public void stop() {
        process.stop();
    }

    /** Ends it with SIGKILL. */
    public void kill() {
        process.kill();
    }

    /** Starts it again on the same port, with the snapshot in its directory if there is one, and waits until it answers. */
    public void start() {
        if (process.isAlive()) {
            throw new IllegalStateException("the server on port " + port + " runs already; stop or kill it first");
        }
        process = run();
        if (!becomesReady()) {
            process.kill();
            throw notReady();
        }
    }

    /** Starts it again without its snapshot. */
    public void startEmpty() {
        directory.deleteSnapshot();
        start();
    }

    /** Writes a snapshot of its data now. */
    public void save() {
        command("SAVE");
    }

    /** Saves a snapshot and puts a copy of it aside. */
    public Path copySnapshot() {
        save();
        return directory.copySnapshot();
    }

    /** Puts the copy in the place of the snapshot, for the next start. */
    public void restoreSnapshot(Path copy) {
        if (process.isAlive()) {
            throw new IllegalStateException(
                    "stop or kill the server on port " + port + " before its snapshot is replaced");
        }
        directory.restoreSnapshot(copy);
    }

    /** Stops its clock with SIGSTOP: connections stay open, nothing is answered. */
    public void pause() {
        process.signal("STOP");
    }

    /** Lets a paused server go on. */
    public void resume() {
        process.signal("CONT");
    }

    public boolean isRunning() {
        return process.isAlive();
    }

    /** The end of what the server wrote into its log. */
    public String log() {
        return process.lastWords();
    }

    /** Ends the process at once and deletes its directory. */
    @Override
    public void close() {
        process.kill();
        directory.delete();
    }

    Credentials credentials() {
        return credentials;
    }

    private String replicasUser() {
        return credentials.user().isEmpty() ? "default" : credentials.user();
    }

    private RedisProcess run() {
        return RedisProcess.start(configuration.command(directory.path()), directory.log());
    }

    private boolean becomesReady() {
        return Waiting.happens(START, () -> !process.isAlive() || isReady()) && process.isAlive();
    }

    /** Whether it answers, and not another server that was faster to take the port. */
    private boolean isReady() {
        return answersWithin(REPLY)
                && Long.toString(process.pid()).equals(info("server").get("process_id"));
    }

    private IllegalStateException notReady() {
        return new IllegalStateException("Redis " + configuration.binary() + " does not start; its log:\n" + log());
    }
}
