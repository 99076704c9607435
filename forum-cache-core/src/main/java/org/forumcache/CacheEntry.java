package org.forumcache;

import java.time.Duration;

/**
 * One stored answer: the bytes of a JSON document, plain or gzip-compressed, or the knowledge that there is none.
 *
 * <p>Immutable. Backends store and return it; users see it as {@link CachedJson}. Two entries are equal if they were
 * stored by the same fill.
 */
public final class CacheEntry {
    /** Documents longer than this many bytes are worth compressing. */
    public static final int COMPRESS_ABOVE = 1024;

    private static final byte[] NOTHING = {};

    private final Token stamp;
    private final byte[] bytes;
    private final int size;
    private final boolean gzip;
    private final String etag;
    private final long loadNanos;

    private CacheEntry(Token stamp, byte[] bytes, int size, boolean gzip, String etag, long loadNanos) {
        this.stamp = stamp;
        this.bytes = bytes;
        this.size = size;
        this.gzip = gzip;
        this.etag = etag;
        this.loadNanos = loadNanos;
    }

    /**
     * A document just loaded.
     *
     * @param utf8 the JSON text, owned by the entry from now on
     * @param loadTime how long loading took; decides how early the entry is refreshed
     */
    static CacheEntry loaded(byte[] utf8, Duration loadTime) {
        return restored(Token.random(), utf8, ETags.of(utf8), loadTime);
    }

    /** The knowledge, just loaded, that there is no such document. */
    static CacheEntry absent(Duration loadTime) {
        return restored(Token.random(), NOTHING, "", loadTime);
    }

    /**
     * An entry as a backend stored it elsewhere.
     *
     * @param utf8 the JSON text, owned by the entry from now on; no bytes at all mean "there is no such document"
     */
    public static CacheEntry restored(Token stamp, byte[] utf8, String etag, Duration loadTime) {
        return new CacheEntry(stamp, utf8, utf8.length, false, etag, loadTime.toNanos());
    }

    /**
     * An entry as a backend stored it elsewhere in its {@linkplain #compressed() compressed form}.
     *
     * @param gzip the JSON text, compressed, owned by the entry from now on
     * @param size length of the JSON text in bytes
     */
    public static CacheEntry restoredGzip(Token stamp, byte[] gzip, int size, String etag, Duration loadTime) {
        return new CacheEntry(stamp, gzip, size, true, etag, loadTime.toNanos());
    }

    /** Names this very value: a value stored later, even of the same bytes, has another stamp. */
    public Token stamp() {
        return stamp;
    }

    /** Whether the entry says "there is no such document". */
    public boolean isAbsent() {
        return size == 0;
    }

    /** Length of the JSON text in bytes. */
    public int size() {
        return size;
    }

    /** The JSON text; shared with all readers of the entry, unless it is held compressed, and never to be modified. */
    public byte[] utf8() {
        return gzip ? Gzip.inflate(bytes, size) : bytes;
    }

    /** Whether the entry holds its document compressed only. */
    public boolean isGzip() {
        return gzip;
    }

    /** The bytes the entry holds, as they are: see {@link #isGzip}. Shared, and never to be modified. */
    public byte[] bytes() {
        return bytes;
    }

    /** The same entry, holding its document gzip-compressed only, if that is long enough and gets shorter. */
    public CacheEntry compressed() {
        if (gzip || size <= COMPRESS_ABOVE) {
            return this;
        }
        byte[] smaller = Gzip.compress(bytes);
        return smaller.length < size ? new CacheEntry(stamp, smaller, size, true, etag, loadNanos) : this;
    }

    /** A strong HTTP entity tag of the document, with its quotation marks; empty if absent. */
    public String etag() {
        return etag;
    }

    /** How long it took to load the document. */
    public Duration loadTime() {
        return Duration.ofNanos(loadNanos);
    }

    long loadNanos() {
        return loadNanos;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CacheEntry that && stamp.equals(that.stamp);
    }

    @Override
    public int hashCode() {
        return stamp.hashCode();
    }

    @Override
    public String toString() {
        return isAbsent() ? "CacheEntry[absent]" : "CacheEntry[" + size + " bytes, etag " + etag + "]";
    }
}
