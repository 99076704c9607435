package org.forumcache.server.user;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The SHA-256 of an access token in lower-case hexadecimal, which is all that is stored of it.
 *
 * <p>Tokens are long and random, not chosen by people, so a fast hash is enough. The prefix finds the row; comparing
 * the rest takes the same time wherever two hashes differ, so that timing tells nothing about a stored one.
 */
record TokenHash(String hex) {
    private static final int PREFIX = 16;

    static TokenHash of(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return new TokenHash(HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    String prefix() {
        return hex.substring(0, PREFIX);
    }

    boolean matches(TokenHash other) {
        return MessageDigest.isEqual(
                hex.getBytes(StandardCharsets.US_ASCII), other.hex.getBytes(StandardCharsets.US_ASCII));
    }
}
