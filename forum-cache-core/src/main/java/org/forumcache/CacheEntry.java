package org.forumcache;

import java.time.Duration;

/**
 * One stored answer: the bytes of a JSON document, plain or gzip-compressed, or the knowledge that there is none.
 *
 * <p>Immutable. Backends store and return it; users see it as {@link CachedJson}. Two entries are equal if they were
 * stored by the same fill.
 *
 * <p>Besides the bytes an entry is 56 bytes of heap: a cache holds millions of them, so stamp and entity tag are numbers
 * in its fields, and become objects when somebody asks for them.
 */
public sealed class CacheEntry permits PlacedEntry {
    /** Documents longer than this many bytes are worth compressing. */
    public static final int COMPRESS_ABOVE = 1024;

    private static final byte[] NOTHING = {};
    private static final ETags.Digest NO_TAG = new ETags.Digest(0, 0);

    private final long stampHigh;
    private final long stampLow;
    private final long tagHigh;
    private final long tagLow;
    private final byte[] bytes;
    /** The length of the JSON text; its complement, which is negative, if the bytes are compressed. */
    private final int sizeAndForm;

    private final int loadMicros;

    private CacheEntry(Token stamp, byte[] bytes, int sizeAndForm, ETags.Digest tag, Duration loadTime) {
        this.stampHigh = stamp.high();
        this.stampLow = stamp.low();
        this.tagHigh = tag.high();
        this.tagLow = tag.low();
        this.bytes = bytes;
        this.sizeAndForm = sizeAndForm;
        this.loadMicros = micros(loadTime);
    }

    /** The same entry once more, its bytes shared. */
    CacheEntry(CacheEntry same) {
        this(same, same.bytes, same.sizeAndForm);
    }

    private CacheEntry(CacheEntry same, byte[] bytes, int sizeAndForm) {
        this.stampHigh = same.stampHigh;
        this.stampLow = same.stampLow;
        this.tagHigh = same.tagHigh;
        this.tagLow = same.tagLow;
        this.bytes = bytes;
        this.sizeAndForm = sizeAndForm;
        this.loadMicros = same.loadMicros;
    }

    /**
     * A document just loaded.
     *
     * @param utf8 the JSON text, owned by the entry from now on
     * @param loadTime how long loading took; decides how early the entry is refreshed
     */
    static CacheEntry loaded(byte[] utf8, Duration loadTime) {
        return new CacheEntry(Token.random(), utf8, utf8.length, ETags.digest(utf8), loadTime);
    }

    /** The knowledge, just loaded, that there is no such document. */
    static CacheEntry absent(Duration loadTime) {
        return new CacheEntry(Token.random(), NOTHING, 0, NO_TAG, loadTime);
    }

    /**
     * An entry as a backend stored it elsewhere.
     *
     * @param utf8 the JSON text, owned by the entry from now on; no bytes at all mean "there is no such document"
     * @param etag as {@link #etag} gave it; any other text gives the entry a tag that is made of the text
     */
    public static CacheEntry restored(Token stamp, byte[] utf8, String etag, Duration loadTime) {
        ETags.Digest tag = utf8.length == 0 ? NO_TAG : ETags.read(etag);
        return new CacheEntry(stamp, utf8, utf8.length, tag, loadTime);
    }

    /**
     * An entry as a backend stored it elsewhere in its {@linkplain #compressed() compressed form}.
     *
     * @param gzip the JSON text, compressed, owned by the entry from now on
     * @param size length of the JSON text in bytes
     * @param etag as for {@link #restored}
     */
    public static CacheEntry restoredGzip(Token stamp, byte[] gzip, int size, String etag, Duration loadTime) {
        return new CacheEntry(stamp, gzip, ~size, ETags.read(etag), loadTime);
    }

    /** Names this very value: a value stored later, even of the same bytes, has another stamp. */
    public final Token stamp() {
        return new Token(stampHigh, stampLow);
    }

    /** Whether the entry says "there is no such document". */
    public final boolean isAbsent() {
        return sizeAndForm == 0;
    }

    /** Length of the JSON text in bytes. */
    public final int size() {
        return isGzip() ? ~sizeAndForm : sizeAndForm;
    }

    /** The JSON text; shared with all readers of the entry, unless it is held compressed, and never to be modified. */
    public final byte[] utf8() {
        return isGzip() ? Gzip.inflate(bytes, size()) : bytes;
    }

    /** Whether the entry holds its document compressed only. */
    public final boolean isGzip() {
        return sizeAndForm < 0;
    }

    /** The bytes the entry holds, as they are: see {@link #isGzip}. Shared, and never to be modified. */
    public final byte[] bytes() {
        return bytes;
    }

    /** The same entry, holding its document gzip-compressed only, if that is long enough and gets shorter. */
    public final CacheEntry compressed() {
        int size = size();
        if (isGzip() || size <= COMPRESS_ABOVE) {
            return this;
        }
        byte[] smaller = Gzip.compress(bytes);
        return smaller.length < size ? new CacheEntry(this, smaller, ~size) : this;
    }

    /** A strong HTTP entity tag of the document, with its quotation marks; empty if absent. */
    public final String etag() {
        return isAbsent() ? "" : ETags.text(tagHigh, tagLow);
    }

    /** How long it took to load the document, rounded up to a microsecond; what took longer than 35 minutes took 35. */
    public final Duration loadTime() {
        return Duration.ofNanos(loadNanos());
    }

    final long loadNanos() {
        return loadMicros * 1_000L;
    }

    private static int micros(Duration time) {
        boolean fits = time.toSeconds() < Integer.MAX_VALUE / 1_000_000;
        return fits ? (int) ((time.toNanos() + 999) / 1_000) : Integer.MAX_VALUE;
    }

    @Override
    public final boolean equals(Object other) {
        return other instanceof CacheEntry that && stampHigh == that.stampHigh && stampLow == that.stampLow;
    }

    @Override
    public final int hashCode() {
        return Long.hashCode(stampHigh ^ stampLow);
    }

    @Override
    public final String toString() {
        return isAbsent() ? "CacheEntry[absent]" : "CacheEntry[" + size() + " bytes, etag " + etag() + "]";
    }
}
