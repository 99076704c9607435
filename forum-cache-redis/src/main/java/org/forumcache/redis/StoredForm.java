package org.forumcache.redis;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.forumcache.CacheEntry;
import org.forumcache.Token;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of everything stored in Redis, version 1. Numbers are big-endian.
 *
 * <pre>
 * at  0  magic 0xFC, which no text in UTF-8 contains
 *     1  version
 *     2  form: V value, L lease, G generation, E epoch
 *     3  seal (16)
 *    19  name (16): a value's stamp, or the token of a lease, generation or epoch
 *    35  value only: when it expires by the server's clock, in milliseconds since 1970 (8)
 *    43  how many milliseconds longer it is kept (8)
 *    51  how many nanoseconds it took to load (8)
 *    59  length of the JSON text in bytes (4); 0 means "there is no such document"
 *    63  1 if the document is compressed with gzip (1)
 *    64  length of the entity tag in bytes (2)
 *    66  CRC-32C of everything from the name on, but not of itself (4)
 *    70  entity tag in UTF-8, document
 * </pre>
 *
 * <p>The scripts rely on the places up to 51. A seal can be changed without changing the checksum.
 */
final class StoredForm {
    static final byte VALUE = 'V';
    static final byte LEASE = 'L';
    static final byte GENERATION = 'G';
    static final byte EPOCH = 'E';

    /** Where the name begins: all before it is the beginning that the scripts compare. */
    static final int NAME_AT = 19;
    /** Length of a lease, generation or epoch. */
    static final int HEAD = 35;

    private static final byte MAGIC = (byte) 0xFC;
    private static final byte VERSION = 1;
    private static final int CHECKSUM_AT = 66;
    private static final int TAG_AT = 70;
    /** Longer documents are not believed: a damaged length must not exhaust the memory. */
    private static final int MAX_SIZE = 1 << 28;

    /** What is at a place, as far as it can be told. */
    enum Kind {
        /** Nothing, or something of this cache that is void. */
        NONE,
        /** Something that this version of the cache cannot have stored. */
        UNREADABLE,
        VALUE,
        LEASE
    }

    private StoredForm() {}

    /** How everything of a form begins under a seal. */
    static byte[] beginning(byte form, Seal seal) {
        return begin(NAME_AT, form, seal).array();
    }

    /** A lease, generation or epoch. */
    static byte[] head(byte form, Seal seal, Token name) {
        return begin(HEAD, form, seal).putLong(name.high()).putLong(name.low()).array();
    }

    private static ByteBuffer begin(int length, byte form, Seal seal) {
        return ByteBuffer.allocate(length)
                .put(MAGIC)
                .put(VERSION)
                .put(form)
                .putLong(seal.high())
                .putLong(seal.low());
    }

    /** The 16 bytes of a token. */
    static byte[] bytes(Token token) {
        return ByteBuffer.allocate(16)
                .putLong(token.high())
                .putLong(token.low())
                .array();
    }

    /** The token of a generation or epoch that is valid under the seal; {@code null} if anything else is there. */
    static @Nullable Token tokenIn(byte @Nullable [] stored, byte form, Seal seal) {
        return stored != null && stored.length == HEAD && begins(stored, form, seal) ? name(stored) : null;
    }

    /** What lies at an entry's place, for readers who believe in this seal. */
    static Kind kindOf(byte @Nullable [] stored, Seal seal) {
        if (stored == null) {
            return Kind.NONE;
        }
        if (stored.length < HEAD || stored[0] != MAGIC || stored[1] != VERSION) {
            return Kind.UNREADABLE;
        }
        if (!bears(stored, seal)) {
            return Kind.NONE;
        }
        return stored[2] == VALUE ? Kind.VALUE : stored[2] == LEASE ? Kind.LEASE : Kind.NONE;
    }

    /** The stamp or token of what is stored. */
    static Token name(byte[] stored) {
        ByteBuffer bytes = ByteBuffer.wrap(stored, NAME_AT, 16);
        return new Token(bytes.getLong(), bytes.getLong());
    }

    /** When a value expires, in milliseconds of its server's clock. */
    static long expiresAt(byte[] value) {
        return ByteBuffer.wrap(value).getLong(HEAD);
    }

    /**
     * A value from its name on, to be stored behind a seal.
     *
     * @param expiresAt in milliseconds of the server's clock
     */
    static byte[] body(CacheEntry entry, long expiresAt, Duration keep) {
        byte[] tag = entry.etag().getBytes(StandardCharsets.UTF_8);
        byte[] body = ByteBuffer.allocate(TAG_AT - NAME_AT + tag.length + entry.bytes().length)
                .putLong(entry.stamp().high())
                .putLong(entry.stamp().low())
                .putLong(expiresAt)
                .putLong(Millis.of(keep))
                .putLong(entry.loadTime().toNanos())
                .putInt(entry.size())
                .put((byte) (entry.isGzip() ? 1 : 0))
                .putShort((short) tag.length)
                .putInt(0)
                .put(tag)
                .put(entry.bytes())
                .array();
        ByteBuffer.wrap(body).putInt(CHECKSUM_AT - NAME_AT, checksum(body, 0));
        return body;
    }

    /** A whole value. */
    static byte[] value(Seal seal, byte[] body) {
        return begin(NAME_AT + body.length, VALUE, seal).put(body).array();
    }

    /** The entry in a stored value; {@code null} if its bytes are damaged. */
    static @Nullable CacheEntry entry(byte[] value) {
        if (value.length < TAG_AT) {
            return null;
        }
        ByteBuffer bytes = ByteBuffer.wrap(value);
        int size = bytes.getInt(59);
        int tagLength = Short.toUnsignedInt(bytes.getShort(64));
        boolean gzip = bytes.get(63) == 1;
        int from = TAG_AT + tagLength;
        boolean complete =
                size >= 0 && size <= MAX_SIZE && from <= value.length && (gzip || size == value.length - from);
        if (!complete || bytes.getInt(CHECKSUM_AT) != checksum(value, NAME_AT)) {
            return null;
        }
        String tag = new String(value, TAG_AT, tagLength, StandardCharsets.UTF_8);
        byte[] document = Arrays.copyOfRange(value, from, value.length);
        Duration loadTime = Duration.ofNanos(bytes.getLong(51));
        return gzip
                ? CacheEntry.restoredGzip(name(value), document, size, tag, loadTime)
                : CacheEntry.restored(name(value), document, tag, loadTime);
    }

    /** The checksum of a value whose name begins there. */
    private static int checksum(byte[] bytes, int nameAt) {
        CRC32C crc = new CRC32C();
        int own = nameAt + CHECKSUM_AT - NAME_AT;
        crc.update(bytes, nameAt, own - nameAt);
        crc.update(bytes, own + 4, bytes.length - own - 4);
        return (int) crc.getValue();
    }

    private static boolean begins(byte[] stored, byte form, Seal seal) {
        return stored[0] == MAGIC && stored[1] == VERSION && stored[2] == form && bears(stored, seal);
    }

    private static boolean bears(byte[] stored, Seal seal) {
        ByteBuffer bytes = ByteBuffer.wrap(stored);
        return bytes.getLong(3) == seal.high() && bytes.getLong(11) == seal.low();
    }
}
