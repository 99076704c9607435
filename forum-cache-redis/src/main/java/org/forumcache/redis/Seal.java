package org.forumcache.redis;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.forumcache.Token;

/**
 * What must not have changed since something was stored, for it to be believed: 128 bits.
 *
 * <p>The seal of an entry joins the epoch, the identity of the server that holds the entry, the schema and, for a list,
 * the generation of its category. All of them are random or hashed, so that joining them by exclusive or leaves no two
 * seals equal but those of equal parts.
 */
record Seal(long high, long low) {
    /** Changes nothing it is joined with. */
    static final Seal NONE = new Seal(0, 0);

    static Seal of(Token token) {
        return new Seal(token.high(), token.low());
    }

    /** The first 128 bits of the text's SHA-256; {@link #NONE} for the empty text. */
    static Seal hashOf(String text) {
        if (text.isEmpty()) {
            return NONE;
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            ByteBuffer bits = ByteBuffer.wrap(digest);
            return new Seal(bits.getLong(), bits.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    Seal and(Seal other) {
        return new Seal(high ^ other.high, low ^ other.low);
    }
}
