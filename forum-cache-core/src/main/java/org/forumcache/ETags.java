package org.forumcache;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Base64;

/** Strong entity tags: the first 128 bits of a body's SHA-256, in Base64 between quotation marks. */
final class ETags {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final int LENGTH = 24;
    private static final byte[] NO_BITS = {};

    /** The 128 bits of a tag. */
    record Digest(long high, long low) {}

    private ETags() {}

    static Digest digest(byte[] body) {
        return digest(ByteBuffer.wrap(Sha256.digest().digest(body)));
    }

    static String text(long high, long low) {
        byte[] bits =
                ByteBuffer.allocate(2 * Long.BYTES).putLong(high).putLong(low).array();
        return '"' + BASE64.encodeToString(bits) + '"';
    }

    /** The bits that {@link #text} wrote; of any other text, a digest. */
    static Digest read(String tag) {
        byte[] bits = bits(tag);
        if (bits.length == 2 * Long.BYTES) {
            Digest read = digest(ByteBuffer.wrap(bits));
            if (text(read.high(), read.low()).equals(tag)) {
                return read;
            }
        }
        return digest(tag.getBytes(UTF_8));
    }

    private static byte[] bits(String tag) {
        try {
            return tag.length() == LENGTH ? Base64.getUrlDecoder().decode(tag.substring(1, LENGTH - 1)) : NO_BITS;
        } catch (IllegalArgumentException e) {
            return NO_BITS;
        }
    }

    private static Digest digest(ByteBuffer bits) {
        return new Digest(bits.getLong(), bits.getLong());
    }
}
