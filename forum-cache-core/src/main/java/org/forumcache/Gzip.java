package org.forumcache;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Compression as HTTP clients understand it. */
final class Gzip {
    private Gzip() {}

    static byte[] compress(byte[] plain) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream(plain.length / 2);
        try (OutputStream out = new GZIPOutputStream(compressed)) {
            out.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory does not fail", e);
        }
        return compressed.toByteArray();
    }

    /**
     * Undoes {@link #compress}.
     *
     * @param size how long the plain bytes were; reading stops there
     * @throws IllegalArgumentException if these bytes are not that many, compressed
     */
    static byte[] inflate(byte[] compressed, int size) {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
            byte[] plain = in.readNBytes(size);
            if (plain.length < size || in.read() >= 0) {
                throw new IllegalArgumentException("compressed bytes are not those of " + size + " plain ones");
            }
            return plain;
        } catch (IOException e) {
            throw new IllegalArgumentException("bytes are not compressed with gzip", e);
        }
    }
}
