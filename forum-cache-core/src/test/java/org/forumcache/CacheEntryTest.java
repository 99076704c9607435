package org.forumcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class CacheEntryTest {
    private static final Duration LOAD_TIME = Duration.ofMillis(7);
    private static final byte[] LONG = bytes("{\"title\":\"" + "Root rot ".repeat(200) + "\"}");

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] letters(int count) {
        return bytes("a".repeat(count));
    }

    private static CacheEntry loaded(byte[] utf8) {
        return CacheEntry.loaded(utf8, LOAD_TIME);
    }

    @Test
    void aDocumentIsHeldPlainAtFirst() {
        CacheEntry entry = loaded(LONG);

        assertThat(entry.isGzip()).isFalse();
        assertThat(entry.bytes()).isSameAs(LONG);
        assertThat(entry.utf8()).isSameAs(LONG);
        assertThat(entry.size()).isEqualTo(LONG.length);
        assertThat(entry.isAbsent()).isFalse();
    }

    @Test
    void theCompressedFormIsTheSameEntryInFewerBytes() {
        CacheEntry entry = loaded(LONG);

        CacheEntry compressed = entry.compressed();

        assertThat(compressed.isGzip()).isTrue();
        assertThat(compressed.bytes()).hasSizeLessThan(LONG.length / 10);
        assertThat(compressed.utf8()).isEqualTo(LONG);
        assertThat(compressed.size()).isEqualTo(LONG.length);
        assertThat(compressed).isEqualTo(entry).hasSameHashCodeAs(entry);
        assertThat(compressed.stamp()).isEqualTo(entry.stamp());
        assertThat(compressed.etag()).isEqualTo(entry.etag());
        assertThat(compressed.loadTime()).isEqualTo(LOAD_TIME);
        assertThat(compressed.loadNanos()).isEqualTo(LOAD_TIME.toNanos());
        assertThat(compressed).hasToString("CacheEntry[" + LONG.length + " bytes, etag " + entry.etag() + "]");
    }

    @Test
    void whatIsCompressedAlreadyStaysAsItIs() {
        CacheEntry compressed = loaded(LONG).compressed();

        assertThat(compressed.compressed()).isSameAs(compressed);
    }

    @Test
    void documentsUpToOneKibibyteStayPlain() {
        CacheEntry limit = loaded(letters(1024));

        assertThat(CacheEntry.COMPRESS_ABOVE).isEqualTo(1024);
        assertThat(limit.compressed()).isSameAs(limit);
        assertThat(loaded(letters(1025)).compressed().isGzip()).isTrue();
    }

    @Test
    void documentsThatWouldNotGetShorterStayPlain() {
        byte[] noise = new byte[4096];
        new Random(1).nextBytes(noise);
        CacheEntry entry = loaded(noise);

        assertThat(entry.compressed()).isSameAs(entry);
    }

    @Test
    void theKnowledgeThatThereIsNoDocumentHasNothingToCompress() {
        CacheEntry absent = CacheEntry.absent(LOAD_TIME);

        assertThat(absent.compressed()).isSameAs(absent);
        assertThat(absent.isAbsent()).isTrue();
        assertThat(absent.isGzip()).isFalse();
        assertThat(absent.size()).isZero();
        assertThat(absent.bytes()).isEmpty();
        assertThat(absent.utf8()).isEmpty();
        assertThat(absent.etag()).isEmpty();
        assertThat(absent).hasToString("CacheEntry[absent]");
    }

    @Test
    void aRestoredEntryEqualsTheOneThatWasStored() {
        CacheEntry stored = loaded(LONG).compressed();

        CacheEntry restored = CacheEntry.restoredGzip(
                stored.stamp(), stored.bytes(), stored.size(), stored.etag(), stored.loadTime());

        assertThat(restored).isEqualTo(stored);
        assertThat(restored.isGzip()).isTrue();
        assertThat(restored.bytes()).isSameAs(stored.bytes());
        assertThat(restored.size()).isEqualTo(LONG.length);
        assertThat(restored.utf8()).isEqualTo(LONG);
        assertThat(restored.etag()).isEqualTo(stored.etag());
        assertThat(restored.loadTime()).isEqualTo(LOAD_TIME);
        assertThat(restored.isAbsent()).isFalse();
    }

    @Test
    void entriesOfTheSameBytesAreDifferentIfTheyWereLoadedTwice() {
        assertThat(loaded(LONG)).isNotEqualTo(loaded(LONG));
        assertThat(loaded(LONG).etag()).isEqualTo(loaded(LONG).etag());
    }

    @Test
    void aWrongSizeOrDamagedBytesAreRefusedWhenTheTextIsAskedFor() {
        CacheEntry stored = loaded(LONG).compressed();
        byte[] damaged = stored.bytes().clone();
        damaged[damaged.length / 2] ^= (byte) 0xff;

        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        restored(stored, stored.bytes(), stored.size() - 1).utf8());
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        restored(stored, stored.bytes(), stored.size() + 1).utf8());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> restored(stored, damaged, stored.size()).utf8());
    }

    private static CacheEntry restored(CacheEntry stored, byte[] gzip, int size) {
        return CacheEntry.restoredGzip(stored.stamp(), gzip, size, stored.etag(), stored.loadTime());
    }

    @Test
    void anEntityTagComesBackAsItWasStored() {
        CacheEntry stored = loaded(LONG);

        assertThat(stored.etag()).matches("\"[A-Za-z0-9_-]{22}\"");
        assertThat(tagged(stored.etag()).etag()).isEqualTo(stored.etag());
    }

    @Test
    void aTagOfAnotherFormGivesTheEntryOneThatIsMadeOfIt() {
        String fullOfBits = "\"" + "_".repeat(22) + "\"";

        assertThat(tagged("\"e\"").etag())
                .matches("\"[A-Za-z0-9_-]{22}\"")
                .isEqualTo(tagged("\"e\"").etag())
                .isNotEqualTo(tagged("\"f\"").etag());
        assertThat(tagged(fullOfBits).etag()).isNotEqualTo(fullOfBits);
    }

    private static CacheEntry tagged(String etag) {
        return CacheEntry.restored(Token.random(), LONG, etag, LOAD_TIME);
    }

    @Test
    void loadTimesAreRoundedUpAndBounded() {
        assertThat(CacheEntry.absent(Duration.ofNanos(1)).loadTime()).isEqualTo(Duration.ofNanos(1_000));
        assertThat(CacheEntry.absent(Duration.ZERO).loadTime()).isZero();
        assertThat(CacheEntry.absent(Duration.ofMinutes(35)).loadTime()).isEqualTo(Duration.ofMinutes(35));
        assertThat(CacheEntry.absent(Duration.ofDays(1)).loadTime())
                .isBetween(Duration.ofMinutes(35), Duration.ofMinutes(36));
        assertThat(CacheEntry.absent(Duration.ofSeconds(Long.MAX_VALUE)).loadTime())
                .isBetween(Duration.ofMinutes(35), Duration.ofMinutes(36));
    }

    /** What users see of an entry. */
    @Nested
    class AsCachedJson {
        private final CacheEntry entry = loaded(LONG);
        private final CachedJson plain = json(entry);
        private final CachedJson compressed = json(entry.compressed());

        private CachedJson json(CacheEntry of) {
            return new CachedJson(of, new JacksonCodec(JsonMapper.shared()));
        }

        @Test
        void itSaysInWhichFormItIsHeld() {
            assertThat(plain.isGzip()).isFalse();
            assertThat(compressed.isGzip()).isTrue();
        }

        @Test
        void bothFormsAreOneDocument() {
            assertThat(compressed).isEqualTo(plain).hasSameHashCodeAs(plain).hasToString(plain.toString());
            assertThat(compressed.etag()).isEqualTo(plain.etag());
            assertThat(compressed.size()).isEqualTo(LONG.length);
            assertThat(compressed.asMap()).isEqualTo(plain.asMap()).containsKey("title");
            assertThat(compressed.utf8()).isEqualTo(LONG);
        }

        @Test
        void bothCanBeHadCompressed() {
            assertThat(Gzip.inflate(plain.gzip(), LONG.length)).isEqualTo(LONG);
            assertThat(compressed.gzip())
                    .isEqualTo(plain.gzip())
                    .isEqualTo(entry.compressed().bytes());
        }

        @Test
        void whoChangesTheBytesChangesACopy() {
            compressed.gzip()[20]++;
            compressed.utf8()[20]++;
            plain.gzip()[20]++;
            plain.utf8()[20]++;

            assertThat(compressed.utf8()).isEqualTo(LONG);
            assertThat(plain.utf8()).isEqualTo(LONG);
        }
    }
}
