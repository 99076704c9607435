package org.forumcache;

import java.time.Duration;

/**
 * One stored answer: the bytes of a JSON document, or the knowledge that there is none.
 *
 * <p>Immutable. Backends store and return it; users see it as {@link CachedJson}. Two entries are equal if they were
 * stored by the same fill.
 */
public final class CacheEntry {
    private static final byte[] NOTHING = {};

    private final Token stamp;
    private final byte[] utf8;
    private final String etag;
    private final long loadNanos;

    private CacheEntry(Token stamp, byte[] utf8, String etag, Duration loadTime) {
        this.stamp = stamp;
        this.utf8 = utf8;
        this.etag = etag;
        this.loadNanos = loadTime.toNanos();
    }

    /**
     * A document just loaded.
     *
     * @param utf8 the JSON text, owned by the entry from now on
     * @param loadTime how long loading took; decides how early the entry is refreshed
     */
    static CacheEntry loaded(byte[] utf8, Duration loadTime) {
        return new CacheEntry(Token.random(), utf8, ETags.of(utf8), loadTime);
    }

    /** The knowledge, just loaded, that there is no such document. */
    static CacheEntry absent(Duration loadTime) {
        return new CacheEntry(Token.random(), NOTHING, "", loadTime);
    }

    /**
     * An entry as a backend stored it elsewhere.
     *
     * @param utf8 the JSON text, owned by the entry from now on; no bytes at all mean "there is no such document"
     */
    public static CacheEntry restored(Token stamp, byte[] utf8, String etag, Duration loadTime) {
        return new CacheEntry(stamp, utf8, etag, loadTime);
    }

    /** Names this very value: a value stored later, even of the same bytes, has another stamp. */
    public Token stamp() {
        return stamp;
    }

    /** Whether the entry says "there is no such document". */
    public boolean isAbsent() {
        return utf8.length == 0;
    }

    /** The JSON text; shared with all readers of the entry and never to be modified. */
    public byte[] utf8() {
        return utf8;
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
        return isAbsent() ? "CacheEntry[absent]" : "CacheEntry[" + utf8.length + " bytes, etag " + etag + "]";
    }
}
