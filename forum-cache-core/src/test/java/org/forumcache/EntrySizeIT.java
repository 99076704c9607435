package org.forumcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.time.Duration;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import javax.management.JMException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What an entry costs, by the virtual machine's own count of all objects that are alive: at most 1.3 times the bytes of
 * its document and key, and 200.
 */
class EntrySizeIT {
    private static final int MANY = 12_000;
    private static final long BYTES = 48L << 20;

    static Stream<Arguments> entries() {
        return Stream.of(0, 100, 256, 1_000, 4_096, 65_536)
                .flatMap(size -> Stream.of(
                        Arguments.of("thread", size, (IntFunction<EntryKey>) i -> EntryKey.thread(slug(i))),
                        Arguments.of("list", size, (IntFunction<EntryKey>)
                                i -> EntryKey.threadList(ThreadListQuery.of("plant-care", i + 1, 20))),
                        Arguments.of("category", size, (IntFunction<EntryKey>) i -> EntryKey.category(slug(i)))));
    }

    private static String slug(int i) {
        return "root-rot-" + (100_000 + i);
    }

    @ParameterizedTest(name = "{0} of {1} bytes")
    @MethodSource("entries")
    void anEntryCostsAtMostThreeTenthsMoreThanItsBytesAndTwoHundred(String kind, int size, IntFunction<EntryKey> keys)
            throws JMException {
        int count = (int) Math.min(MANY, BYTES / Math.max(1, size));
        long keyChars = keys.apply(count - 1).text().length();
        // Nearly full: only then Caffeine has made its sketch of frequencies.
        long max = count * (EmbeddedBackend.ENTRY_OVERHEAD + keyChars + size) * 10 / 9;
        EmbeddedBackend backend = EmbeddedBackend.withMaxSize(max);
        fill(backend, keys.apply(0), size);
        long before = LiveHeap.bytes();

        for (int i = 1; i <= count; i++) {
            fill(backend, keys.apply(i), size);
        }

        double each = (double) (LiveHeap.bytes() - before) / count;
        assertThat(backend.status().entries()).hasValue(count + 1);
        assertThat(each).isBetween((double) size + keyChars, 1.3 * (size + keyChars) + 200);
        assertThat(each - size - keyChars)
                .as("allowance by which the backend keeps its bound")
                .isCloseTo(EmbeddedBackend.ENTRY_OVERHEAD, offset(24.0));
    }

    private static void fill(EmbeddedBackend backend, EntryKey key, int size) {
        Lookup.Miss miss = (Lookup.Miss) backend.find(key);
        Token token = Token.random();
        FillLease lease = ((Lookup.Granted) backend.acquire(key, miss, token, Duration.ofSeconds(10))).lease();
        CacheEntry entry =
                size == 0 ? CacheEntry.absent(Duration.ZERO) : CacheEntry.loaded(new byte[size], Duration.ZERO);
        assertThat(backend.fill(lease, entry, Duration.ofHours(1), Duration.ofHours(1)))
                .isTrue();
    }
}
