package org.forumcache.spring;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;
import org.forumcache.CacheEntry;
import org.forumcache.CachedJson;
import org.jspecify.annotations.Nullable;

/**
 * A JSON answer as bytes, with its strong entity tag.
 *
 * @param etag with its quotation marks
 * @param size in bytes, before compression
 * @param bytes the plain text
 * @param gzip the text compressed, or {@code null} if it is sent plain to everybody
 */
record Representation(
        String etag, int size, Bytes bytes, @Nullable Supplier<Form> gzip) {
    private static final String GZIP = "-gzip\"";

    /** A document that is compressed for whoever takes it so; what the cache holds compressed is handed out as it is. */
    static Representation of(CachedJson json) {
        Supplier<Form> gzip = () -> compressed(json);
        return of(json, json.size() > CacheEntry.COMPRESS_ABOVE ? gzip : null);
    }

    /** A document that is sent compressed only if it is held so. */
    static Representation asHeld(CachedJson json) {
        return json.isGzip() ? of(json) : of(json, null);
    }

    private static Representation of(CachedJson json, @Nullable Supplier<Form> gzip) {
        return new Representation(json.etag(), json.size(), json::writeTo, gzip);
    }

    /** An answer that was made for this request alone. */
    static Representation of(byte[] json) {
        // The tag only has to differ when the bytes do; it guards nothing.
        String etag = '"' + UUID.nameUUIDFromBytes(json).toString() + '"';
        Supplier<Form> gzip = () -> Form.of(compressed(json));
        return new Representation(
                etag, json.length, out -> out.write(json), json.length > CacheEntry.COMPRESS_ABOVE ? gzip : null);
    }

    /** The tag of the compressed form: other bytes, so another strong tag. */
    String gzipEtag() {
        return etag.substring(0, etag.length() - 1) + GZIP;
    }

    /** Whether a tag, with its quotation marks, is that of one of the two forms. */
    boolean isNamedBy(String tag) {
        return tag.equals(etag) || tag.equals(gzipEtag());
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
    }

    /** Text in UTF-8 on its way out. */
    @FunctionalInterface
    interface Bytes {
        void writeTo(OutputStream out) throws IOException;
    }
}
