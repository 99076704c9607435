package org.forumcache.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisURI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import javax.management.JMException;
import org.forumcache.CacheEntry;
import org.forumcache.EntryKey;
import org.forumcache.LiveHeap;
import org.forumcache.Lookup;
import org.forumcache.ThreadListQuery;
import org.forumcache.Token;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a copy costs, by the virtual machine's own count of all objects that are alive: at most 1.3 times the bytes of its
 * document and key, and 200.
 */
@SuppressWarnings("NullAway") // no command is sent, and no epoch asked for
class NearSizeIT {
    private static final int MANY = 12_000;
    private static final long BYTES = 48L << 20;
    private static final long HOUR = Duration.ofHours(1).toNanos();

    private final Link link =
            new Link(RedisURI.create("redis://x"), null, ServerInfo.parse("run_id:a"), new ServerClock(0, 0), null);

    /** What tests before this one have left behind, connections above all, is given back within seconds. */
    @BeforeAll
    static void awaitTheEndOfOthers() {
        AtomicLong last = new AtomicLong();
        await().during(Duration.ofSeconds(3))
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> {
                    long now = LiveHeap.bytes();
                    return Math.abs(now - last.getAndSet(now)) < MANY;
                });
    }

    static Stream<Arguments> copies() {
        return Stream.of(100, 256, 1_000, 4_096, 65_536)
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
    @MethodSource("copies")
    void aCopyCostsAtMostThreeTenthsMoreThanItsBytesAndTwoHundred(String kind, int size, IntFunction<EntryKey> keys)
            throws JMException {
        int count = (int) Math.min(MANY, BYTES / size);
        long keyChars = keys.apply(count - 1).text().length();
        // Nearly full: only then Caffeine has made its sketch of frequencies.
        long max = count * (NearTier.ENTRY_OVERHEAD + keyChars + size) * 10 / 9;
        NearTier tier = new NearTier(null, max, () -> 0);
        tier.begin(new Term(link, HOUR));
        keep(tier, keys.apply(0), size);
        long before = LiveHeap.bytes();

        for (int i = 1; i <= count; i++) {
            keep(tier, keys.apply(i), size);
        }

        double each = (double) (LiveHeap.bytes() - before) / count;
        assertThat(tier.entries()).isEqualTo(count + 1);
        assertThat(each).isBetween((double) size + keyChars, 1.3 * (size + keyChars) + 200);
        assertThat(each - size - keyChars)
                .as("allowance by which the tier keeps its bound")
                .isCloseTo(NearTier.ENTRY_OVERHEAD, offset(24.0));
    }

    /** As Redis answers: each time with the epoch as it was read last. */
    private void keep(NearTier tier, EntryKey key, int size) {
        Epoch epoch = new Epoch(new Token(1, 2), Seal.NONE, HOUR);
        CacheEntry entry = CacheEntry.restored(Token.random(), new byte[size], "", Duration.ZERO);
        Place.Placeholder placeholder = tier.hold(key);
        tier.publish(key, placeholder, new Lookups.Sighting(new Lookup.Hit(entry, HOUR), epoch, link, link), 0);
    }
}
