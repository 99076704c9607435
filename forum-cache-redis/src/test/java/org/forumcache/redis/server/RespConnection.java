package org.forumcache.redis.server;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.StringJoiner;

/**
 * One connection to a Redis server on this machine that sends commands and gives their replies as text.
 *
 * <p>For one thread. A missing value is the empty text, an array is its members, one per line. Not the client under test, so that
 * both can not be wrong in the same way.
 */
final class RespConnection implements AutoCloseable {
    private final Socket socket;
    private final InputStream replies;

    private RespConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.replies = new BufferedInputStream(socket.getInputStream());
    }

    /** Connects; connecting and each reply may take as long as the timeout. */
    static RespConnection open(int port, Duration timeout) throws IOException {
        Socket socket = new Socket();
        try {
            int millis = Math.toIntExact(timeout.toMillis());
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(millis);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), millis);
            return new RespConnection(socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    String call(String... words) throws IOException {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(line("*" + words.length));
        for (String word : words) {
            byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
            request.writeBytes(line("$" + bytes.length));
            request.writeBytes(bytes);
            request.writeBytes(line(""));
        }
        request.writeTo(socket.getOutputStream());
        return reply();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private String reply() throws IOException {
        String head = readLine();
        String rest = head.substring(1);
        return switch (head.charAt(0)) {
            case '+', ':' -> rest;
            case '$' -> text(Integer.parseInt(rest));
            case '*' -> lines(Integer.parseInt(rest));
            case '-' -> throw new RedisErrorReply(rest);
            default -> throw new IOException("not a Redis reply: " + head);
        };
    }

    private String text(int length) throws IOException {
        if (length < 0) {
            return "";
        }
        byte[] bytes = replies.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the server hung up in the middle of a reply");
        }
        readLine();
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private String lines(int count) throws IOException {
        StringJoiner lines = new StringJoiner("\n");
        for (int i = 0; i < count; i++) {
            lines.add(reply());
        }
        return lines.toString();
    }

    private String readLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = replies.read(); b != '\r'; b = replies.read()) {
            if (b < 0) {
                throw new EOFException("the server hung up");
            }
            line.write(b);
        }
        replies.read();
        return line.toString(StandardCharsets.UTF_8);
    }

    private static byte[] line(String text) {
        return (text + "\r\n").getBytes(StandardCharsets.UTF_8);
    }
}
