package org.forumcache.benchmarks.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Finds where the answers on one connection end. For one thread.
 *
 * <p>The client does not send its next request before, so what follows the end of an answer is the next one.
 */
final class Answer {
    private static final int MAX_HEAD = 64 * 1024;
    private static final int HEAD_END = 0x0d0a0d0a;
    /** CR LF 0 CR LF CR LF, which no JSON and no header contains. */
    private static final long LAST_CHUNK = 0x0d0a300d0a0d0aL;

    private static final long SEVEN_BYTES = 0xffffffffffffffL;

    private final boolean hasBody;
    private final byte[] head = new byte[MAX_HEAD];
    private int headLength;
    private int headTail;
    private long chunkTail;
    private long bodyLeft;
    private boolean inBody;
    private boolean chunked;
    private int status;
    private String text = "";

    /**
     * Answers of one kind of request.
     *
     * @param method decides whether there are bodies
     */
    Answer(String method) {
        this.hasBody = !method.equals("HEAD");
    }

    /** Takes more bytes of the connection, and says whether the answer ends with them. */
    boolean isCompleteWith(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            if (!inBody) {
                readHead(bytes);
            } else if (chunked) {
                readChunks(bytes);
            } else {
                int skipped = (int) Math.min(bodyLeft, bytes.remaining());
                bytes.position(bytes.position() + skipped);
                bodyLeft -= skipped;
            }
            if (inBody && bodyLeft == 0) {
                begin();
                return true;
            }
        }
        return false;
    }

    private void begin() {
        headLength = 0;
        headTail = 0;
        inBody = false;
        chunked = false;
    }

    private void readHead(ByteBuffer bytes) {
        while (bytes.hasRemaining() && headTail != HEAD_END) {
            if (headLength == MAX_HEAD) {
                throw new IllegalStateException("the head of an answer is longer than " + MAX_HEAD + " bytes");
            }
            byte next = bytes.get();
            head[headLength++] = next;
            headTail = (headTail << 8) | (next & 0xff);
        }
        if (headTail == HEAD_END) {
            inBody = true;
            text = new String(head, 0, headLength, StandardCharsets.ISO_8859_1);
            understand();
        }
    }

    private void understand() {
        status = Integer.parseInt(text.substring(9, 12));
        bodyLeft = 0;
        if (!hasBody || status == 304 || status == 204) {
            return;
        }
        String lower = text.toLowerCase(Locale.ROOT);
        int length = lower.indexOf("\r\ncontent-length:");
        if (length >= 0) {
            bodyLeft = Long.parseLong(lower.substring(length + 17, lower.indexOf('\r', length + 2))
                    .strip());
        } else if (lower.contains("\r\ntransfer-encoding: chunked")) {
            chunked = true;
            bodyLeft = 1;
            chunkTail = 0x0d0a;
        }
    }

    private void readChunks(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            chunkTail = ((chunkTail << 8) | (bytes.get() & 0xff)) & SEVEN_BYTES;
            if (chunkTail == LAST_CHUNK) {
                bodyLeft = 0;
                return;
            }
        }
    }

    /** The status of the last answer. */
    int status() {
        return status;
    }

    /** The head of the last answer. */
    String head() {
        return text;
    }
}
