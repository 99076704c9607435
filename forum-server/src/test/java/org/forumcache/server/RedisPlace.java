package org.forumcache.server;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.forumcache.CacheKeys;
import org.forumcache.redis.server.RedisServer;

/** A Redis server that holds the forum's cache and nothing else. */
record RedisPlace(RedisServer server) implements CachePlace {

    /** Drops every entry and generation, but not what has to stay the same while servers run. */
    @Override
    public void empty() {
        keys().filter(key ->
                        !List.of(CacheKeys.epoch(), CacheKeys.generations()).contains(key))
                .forEach(key -> server.command("DEL", key));
    }

    @Override
    public long entries() {
        return keys().filter(key -> key.matches("forum:(thread|list|category):.*"))
                .count();
    }

    private Stream<String> keys() {
        return server.command("KEYS", "*").lines().filter(key -> !key.isEmpty());
    }

    /** The bytes at a key, which must be there. */
    byte[] bytesAt(String key) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(("GET " + key + "\r\n").getBytes(StandardCharsets.UTF_8));
            InputStream reply = new BufferedInputStream(socket.getInputStream());
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            for (int b = reply.read(); b != '\n'; b = reply.read()) {
                head.write(b);
            }
            String length = head.toString(StandardCharsets.UTF_8).strip().substring(1);
            return reply.readNBytes(Integer.parseInt(length));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + key, e);
        }
    }
}
