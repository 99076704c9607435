package org.forumcache.server.web;

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
 * @param gzip the bytes compressed; what the cache holds compressed is handed out as it is
 */
record Representation(String etag, int size, Bytes bytes, Supplier<byte[]> gzip) {

    static Representation of(CachedJson json) {
        return new Representation(json.etag(), json.size(), json::writeTo, json::gzip);
    }

    /** An answer that was made for this request alone. */
    static Representation of(byte[] json) {
        // The tag only has to differ when the bytes do; it guards nothing.
        String etag = '"' + UUID.nameUUIDFromBytes(json).toString() + '"';
        return new Representation(etag, json.length, out -> out.write(json), () -> compressed(json));
    }

    /** The tag of the compressed form: other bytes, so another strong tag. */
    String gzipEtag() {
        return etag.substring(0, etag.length() - 1) + "-gzip\"";
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

    /** Text in UTF-8 on its way out. */
    @FunctionalInterface
    interface Bytes {
        void writeTo(OutputStream out) throws IOException;
    }
}
