package org.forumcache.redis.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Loopback ports for servers that are stopped and started again.
 *
 * <p>They lie below the range from which systems take the ports of outgoing connections: otherwise a client that keeps trying to
 * reach a stopped server would now and then be given the very port it calls, talk to itself, and keep the server from starting.
 */
final class FreePorts {
    /** How far above a Cluster node's port the one for its neighbours lies. */
    private static final int BUS_OFFSET = 10_000;

    private static final int FIRST = 11_000;
    private static final int LAST = 21_000;
    private static final int TRIES = 1_000;

    private FreePorts() {}

    /** A port that is free now, and so is its Cluster bus port; another process may still take it first. */
    static int next() {
        for (int i = 0; i < TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
            if (isFree(port) && isFree(port + BUS_OFFSET)) {
                return port;
            }
        }
        throw new IllegalStateException("no free port between " + FIRST + " and " + LAST);
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
