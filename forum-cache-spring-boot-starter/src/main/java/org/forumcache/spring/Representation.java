package org.forumcache.spring;

import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;
import org.forumcache.CachedJson;

/**
 * A JSON answer as bytes, with its strong entity tag.
 *
 * @param etag with its quotation marks
 * @param size in bytes, before compression
 * @param bytes the plain text
 * @param gzip the text compressed; what the cache holds compressed is handed out as it is
 */
record Representation(String etag, int size, Bytes bytes, Supplier<Form> gzip) {

    static Representation of(CachedJson json) {
        return new Representation(json.etag(), json.size(), json::writeTo, () -> compressed(json));
    }

    /** An answer that was made for this request alone. */
    static Representation of(byte[] json) {
        // The tag only has to differ when the bytes do; it guards nothing.
        String etag = '"' + UUID.nameUUIDFromBytes(json).toString() + '"';
        return new Representation(etag, json.length, out -> out.write(json), () -> Form.of(compressed(json)));
    }

    /** The tag of the compressed form: other bytes, so another strong tag. */
    String gzipEtag() {
        return etag.substring(0, etag.length() - 1) + "-gzip\"";
    }

    Form plain() {
        return new Form(size, bytes);
    }

    private static Form compressed(CachedJson json) {
        return json.isGzip() ? new Form(json.heldSize(), json::writeHeldTo) : Form.of(json.gzip());
    }

    private static byte[] compressed(byte[] json) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream(json.length / 2);
        try (OutputStream out = new GZIPOutputStream(compressed)) {
            out.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory does not fail", e);
        }
        return compressed.toByteArray();
    }

    /** The bytes of one form, with their number. */
    record Form(int length, Bytes bytes) {
        static Form of(byte[] all) {
            return new Form(all.length, out -> out.write(all));
        }

        void sendTo(HttpServletResponse response) throws IOException {
            response.setContentLength(length);
            bytes.writeTo(response.getOutputStream());
        }
    }

    /** Text in UTF-8 on its way out. */
    @FunctionalInterface
    interface Bytes {
        void writeTo(OutputStream out) throws IOException;
    }
}
