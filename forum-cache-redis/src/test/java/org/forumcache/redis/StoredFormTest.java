package org.forumcache.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import org.forumcache.CacheEntry;
import org.forumcache.Token;
import org.junit.jupiter.api.Test;

class StoredFormTest {
    private static final Seal SEAL = Seal.of(Token.random());
    private static final Duration LOAD_TIME = Duration.ofNanos(1_234_567_890_123L);
    private static final CacheEntry ENTRY =
            CacheEntry.restored(Token.random(), "{\"title\":\"葉\"}".getBytes(UTF_8), "\"tag\"", LOAD_TIME);

    private static byte[] stored(CacheEntry entry) {
        return StoredForm.value(SEAL, StoredForm.body(entry, 42, Duration.ofSeconds(7)));
    }

    private static CacheEntry readBack(CacheEntry entry) {
        return Objects.requireNonNull(StoredForm.entry(stored(entry)));
    }

    private static CacheEntry longEntry() {
        return CacheEntry.restored(Token.random(), "yellow ".repeat(1_000).getBytes(UTF_8), "\"tag\"", LOAD_TIME);
    }

    @Test
    void aValueComesBackWithAllItsParts() {
        CacheEntry found = readBack(ENTRY);

        assertThat(found).isEqualTo(ENTRY);
        assertThat(found.utf8()).isEqualTo(ENTRY.utf8());
        assertThat(found.etag()).isEqualTo(ENTRY.etag());
        assertThat(found.loadTime()).isEqualTo(ENTRY.loadTime());
        assertThat(found.isGzip()).isFalse();
        assertThat(StoredForm.expiresAt(stored(ENTRY))).isEqualTo(42);
    }

    @Test
    void aCompressedValueStaysCompressed() {
        CacheEntry compressed = longEntry().compressed();

        CacheEntry found = readBack(compressed);

        assertThat(found.isGzip()).isTrue();
        assertThat(found.bytes()).isEqualTo(compressed.bytes());
        assertThat(found.size()).isEqualTo(7_000);
    }

    @Test
    void absenceComesBack() {
        CacheEntry absent = CacheEntry.restored(Token.random(), new byte[0], "", Duration.ZERO);

        assertThat(readBack(absent).isAbsent()).isTrue();
    }

    @Test
    void aValueTakes94BytesMoreThanItsText() {
        assertThat(stored(ENTRY).length - ENTRY.size()).isEqualTo(94);
    }

    @Test
    void everyDamagedByteBehindTheSealIsNoticed() {
        byte[] value = stored(longEntry().compressed());

        for (int at = StoredForm.NAME_AT; at < value.length; at++) {
            byte[] damaged = value.clone();
            damaged[at] ^= 0x10;
            assertThat(StoredForm.entry(damaged)).as("byte %d", at).isNull();
        }
    }

    @Test
    void everyMissingEndIsNoticed() {
        byte[] value = stored(ENTRY);

        for (int length = StoredForm.HEAD; length < value.length; length++) {
            assertThat(StoredForm.entry(Arrays.copyOf(value, length)))
                    .as("length %d", length)
                    .isNull();
        }
    }

    @Test
    void aValueOfAnotherSealIsNothing() {
        Seal other = Seal.of(Token.random());

        assertThat(StoredForm.kindOf(stored(ENTRY), SEAL)).isEqualTo(StoredForm.Kind.VALUE);
        assertThat(StoredForm.kindOf(stored(ENTRY), other)).isEqualTo(StoredForm.Kind.NONE);
    }

    @Test
    void aLeaseIsKnownByItsForm() {
        Token token = Token.random();
        byte[] lease = StoredForm.head(StoredForm.LEASE, SEAL, token);

        assertThat(StoredForm.kindOf(lease, SEAL)).isEqualTo(StoredForm.Kind.LEASE);
        assertThat(StoredForm.name(lease)).isEqualTo(token);
        assertThat(lease).hasSize(StoredForm.HEAD).startsWith(StoredForm.beginning(StoredForm.LEASE, SEAL));
    }

    @Test
    void whatIsNoneOfOursIsUnreadable() {
        byte[] laterVersion = stored(ENTRY);
        laterVersion[1] = 2;

        assertThat(StoredForm.kindOf("{\"a\": \"json of another program's\"}".getBytes(UTF_8), SEAL))
                .isEqualTo(StoredForm.Kind.UNREADABLE);
        assertThat(StoredForm.kindOf(new byte[0], SEAL)).isEqualTo(StoredForm.Kind.UNREADABLE);
        assertThat(StoredForm.kindOf(laterVersion, SEAL)).isEqualTo(StoredForm.Kind.UNREADABLE);
        assertThat(StoredForm.kindOf(null, SEAL)).isEqualTo(StoredForm.Kind.NONE);
    }

    @Test
    void aTokenIsReadUnderItsFormAndSealOnly() {
        Token token = Token.random();
        byte[] generation = StoredForm.head(StoredForm.GENERATION, SEAL, token);

        assertThat(StoredForm.tokenIn(generation, StoredForm.GENERATION, SEAL)).isEqualTo(token);
        assertThat(StoredForm.tokenIn(generation, StoredForm.EPOCH, SEAL)).isNull();
        assertThat(StoredForm.tokenIn(generation, StoredForm.GENERATION, Seal.of(Token.random())))
                .isNull();
        assertThat(StoredForm.tokenIn(null, StoredForm.GENERATION, SEAL)).isNull();
    }

    @Test
    void sealsOfDifferentPartsDiffer() {
        Seal other = Seal.of(Token.random());

        assertThat(SEAL.and(other)).isNotEqualTo(SEAL).isNotEqualTo(other).isEqualTo(other.and(SEAL));
        assertThat(SEAL.and(Seal.hashOf(""))).isEqualTo(SEAL);
        assertThat(Seal.hashOf("1")).isNotEqualTo(Seal.hashOf("2"));
    }

    @Test
    void millisecondsAreRoundedUpAndBounded() {
        assertThat(Millis.of(Duration.ofNanos(1))).isEqualTo(1);
        assertThat(Millis.of(Duration.ofMillis(5))).isEqualTo(5);
        assertThat(Millis.of(Duration.ofSeconds(Long.MAX_VALUE)))
                .isEqualTo(Duration.ofDays(36_500).toMillis());
    }
}
