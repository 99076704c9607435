package org.forumcache.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A client that sends what it is given, byte for byte, on a connection for each request. */
final class RawClient {
    private static final int PATIENCE_MILLIS = 20_000;

    private final int port;

    RawClient(int port) {
        this.port = port;
    }

    /** What the server answers until it closes the connection. */
    String answer(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            InputStream in = socket.getInputStream();
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            in.transferTo(all);
            return all.toString(StandardCharsets.ISO_8859_1);
        }
    }

    static String request(String method, String target, List<String> headers) {
        return Stream.concat(
                        Stream.of(method + " " + target + " HTTP/1.1", "Host: forum", "Connection: close"),
                        headers.stream())
                .collect(Collectors.joining("\r\n", "", "\r\n\r\n"));
    }

    /** An answer without what differs from one moment to the next, its headers in order of their names. */
    static String comparable(String answer) {
        int end = answer.indexOf("\r\n\r\n");
        String[] head = answer.substring(0, Math.max(end, 0)).split("\r\n", -1);
        String headers = Stream.of(head)
                .skip(1)
                .filter(line -> !line.startsWith("Date:") && !line.startsWith("Age:"))
                .sorted()
                .collect(Collectors.joining("\n"));
        return head[0] + "\n" + headers + "\n" + answer.substring(Math.max(end, 0));
    }
}
