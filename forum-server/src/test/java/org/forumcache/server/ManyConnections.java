package org.forumcache.server;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A program that holds many connections open and asks on each of them, twice: a process of its own has room for them. */
final class ManyConnections {
    private ManyConnections() {}

    /** Takes a port, a path and a number of connections; prints how many were answered the second time. */
    public static void main(String[] arguments) throws IOException {
        int port = Integer.parseInt(arguments[0]);
        byte[] request = RawRequest.keepAlive(arguments[1]);
        List<Socket> sockets = new ArrayList<>();
        for (int i = Integer.parseInt(arguments[2]); i > 0; i--) {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(30_000);
            sockets.add(socket);
            isAnswered(socket, request);
        }
        int answered = 0;
        for (Socket socket : sockets) {
            answered += isAnswered(socket, request) ? 1 : 0;
        }
        System.out.println(answered);
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private static boolean isAnswered(Socket socket, byte[] request) throws IOException {
        socket.getOutputStream().write(request);
        InputStream in = socket.getInputStream();
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return false;
            }
            head.append((char) next);
        }
        return head.indexOf(" 304") > 0;
    }

    /** The bytes of a request that is answered without a body, so that an answer is its head. */
    private static final class RawRequest {
        static byte[] keepAlive(String path) {
            return ("GET " + path + " HTTP/1.1\r\nHost: forum\r\nIf-None-Match: *\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1);
        }
    }
}
