package org.forumcache.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * The programs that run inside Redis, each on one key, so that they work on a cluster. Called by their digest; what each
 * does is written in its file.
 */
enum Script {
    ACQUIRE,
    SUCCEED,
    RELEASE,
    AGREE,
    ROTATE,
    JOIN,
    KNOWN,
    OPEN;

    private final String source;
    private final String digest;

    Script() {
        String file = name().toLowerCase(Locale.ROOT) + ".lua";
        try (InputStream in = Script.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("the script " + file + " is missing from this program");
            }
            byte[] bytes = in.readAllBytes();
            source = new String(bytes, StandardCharsets.US_ASCII);
            // Redis names scripts by their SHA-1; nothing depends on its strength.
            digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the script " + file, e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }

    String source() {
        return source;
    }

    String digest() {
        return digest;
    }
}
