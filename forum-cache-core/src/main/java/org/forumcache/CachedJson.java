package org.forumcache;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A cached JSON document: encoded once, sent as bytes, decoded only if somebody asks.
 *
 * <p>Immutable and safe for all threads. What {@link #as} and {@link #asMap} return is decoded on the first call and
 * belongs to this object, so readers of the same entry never share a mutable object.
 */
public final class CachedJson {
    private final CacheEntry entry;
    private final JsonCodec codec;
    private volatile @Nullable Object decoded;
    private volatile @Nullable Map<String, Object> map;

    CachedJson(CacheEntry entry, JsonCodec codec) {
        this.entry = entry;
        this.codec = codec;
    }

    /** The JSON text in UTF-8, as a copy; {@link #writeTo} sends it without one. */
    public byte[] utf8() {
        return entry.isGzip() ? entry.utf8() : entry.utf8().clone();
    }

    /** The length of the JSON text in bytes. */
    public int size() {
        return entry.size();
    }

    /** Writes the JSON text; without copying it, unless it is held {@linkplain #isGzip compressed}. */
    public void writeTo(OutputStream out) throws IOException {
        out.write(entry.utf8());
    }

    /** Whether the document is held compressed, so that {@link #gzip} costs nothing and {@link #writeTo} does. */
    public boolean isGzip() {
        return entry.isGzip();
    }

    /** The length in bytes of what {@link #writeHeldTo} writes. */
    public int heldSize() {
        return entry.bytes().length;
    }

    /** Writes the document in the form it is held in, without copying it: see {@link #isGzip}. */
    public void writeHeldTo(OutputStream out) throws IOException {
        out.write(entry.bytes());
    }

    /** The JSON text compressed with gzip, as a copy: as it is held, or else compressed now. */
    public byte[] gzip() {
        return entry.isGzip() ? entry.bytes().clone() : Gzip.compress(entry.bytes());
    }

    /** A strong HTTP entity tag of the document, with its quotation marks. */
    public String etag() {
        return entry.etag();
    }

    /**
     * The document as an object, decoded on the first call. A later call for a supertype returns the same object.
     *
     * @throws IllegalArgumentException if the document cannot be read as the type
     */
    public <T> T as(Class<T> type) {
        Object known = decoded;
        if (type.isInstance(known)) {
            return type.cast(known);
        }
        T fresh = codec.decode(entry.utf8(), type);
        decoded = fresh;
        return fresh;
    }

    /**
     * The document as an unmodifiable map, decoded on the first call.
     *
     * @throws IllegalArgumentException if the document is not a JSON object
     */
    @SuppressWarnings("unchecked") // the keys of a JSON object are strings
    public Map<String, Object> asMap() {
        Map<String, Object> known = map;
        if (known == null) {
            Map<String, Object> fresh = (Map<String, Object>) codec.decode(entry.utf8(), Map.class);
            if (fresh == null) {
                throw new IllegalArgumentException("cached JSON is null, not an object");
            }
            known = Collections.unmodifiableMap(fresh);
            map = known;
        }
        return known;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CachedJson that && Arrays.equals(entry.utf8(), that.entry.utf8());
    }

    @Override
    public int hashCode() {
        return etag().hashCode();
    }

    /** The JSON text. */
    @Override
    public String toString() {
        return new String(entry.utf8(), StandardCharsets.UTF_8);
    }
}
