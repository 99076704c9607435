package org.forumcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GzipTest {
    private static final byte[] PLAIN = "{\"title\":\"Root rot\"}".repeat(100).getBytes(StandardCharsets.UTF_8);
    /** What gzip puts in front: its name, the method and no name of a file. */
    private static final int HEADER_BYTES = 10;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 1024, 100_000})
    void whatIsCompressedComesBack(int size) {
        byte[] plain = new byte[size];
        new Random(size).nextBytes(plain);

        assertThat(Gzip.inflate(Gzip.compress(plain), size)).isEqualTo(plain);
    }

    @Test
    void anyReaderOfGzipUnderstandsIt() throws IOException {
        byte[] compressed = Gzip.compress(PLAIN);

        assertThat(compressed).hasSizeLessThan(PLAIN.length / 10);
        assertThat(new GZIPInputStream(new ByteArrayInputStream(compressed)).readAllBytes())
                .isEqualTo(PLAIN);
    }

    @Test
    void theSameBytesAreAlwaysCompressedTheSame() {
        assertThat(Gzip.compress(PLAIN)).isEqualTo(Gzip.compress(PLAIN));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1, 1000})
    void anotherSizeThanTheRightOneIsRefused(int difference) {
        byte[] compressed = Gzip.compress(PLAIN);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Gzip.inflate(compressed, PLAIN.length + difference))
                .withMessageContaining(String.valueOf(PLAIN.length + difference));
    }

    @Test
    void bytesThatAreNotCompressedAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Gzip.inflate(PLAIN, PLAIN.length))
                .withMessageContaining("gzip");
        assertThatIllegalArgumentException().isThrownBy(() -> Gzip.inflate(new byte[0], 0));
    }

    @Test
    void bytesThatEndEarlyAreRefused() {
        byte[] compressed = Gzip.compress(PLAIN);

        for (int length = 0; length < compressed.length; length++) {
            byte[] cut = Arrays.copyOf(compressed, length);
            assertThatIllegalArgumentException()
                    .as("%d bytes", length)
                    .isThrownBy(() -> Gzip.inflate(cut, PLAIN.length));
        }
    }

    @Test
    void bytesThatWereChangedAreRefused() {
        byte[] compressed = Gzip.compress(PLAIN);

        for (int at = HEADER_BYTES; at < compressed.length; at++) {
            byte[] damaged = compressed.clone();
            damaged[at] ^= (byte) 0xff;
            assertThatIllegalArgumentException()
                    .as("byte %d", at)
                    .isThrownBy(() -> Gzip.inflate(damaged, PLAIN.length));
        }
    }
}
