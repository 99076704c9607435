package org.forumcache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a hit allocates, by the virtual machine's own count: its result, and nothing else. */
class HitCostTest {
    private static final int READS = 20_000;
    private static final EntryKey KEY = EntryKey.thread("repotting-an-orchid-7f3a");
    /** The look-up 24, the document 32, the read 32. */
    private static final double RESULT = 88;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final EmbeddedBackend backend = EmbeddedBackend.withMaxSize(1 << 20);
    private final ForumCacheService cache = ForumCacheService.builder(backend).build();
    private long sum;

    @BeforeEach
    void storeTheDocument() {
        cache.setThread("repotting-an-orchid-7f3a", Map.of("title", "Repotting an orchid", "text", "x".repeat(4_000)));
    }

    private static Optional<?> never() {
        throw new AssertionError("everything is cached");
    }

    /** Bytes that the calling thread allocates for each call, once it has been called often. */
    private double allocatedBy(Runnable call) {
        double least = Double.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < READS; i++) {
                call.run();
            }
            least = Math.min(least, (double) (threads.getCurrentThreadAllocatedBytes() - before) / READS);
        }
        return least;
    }

    @Test
    void aHitAllocatesNothingBesidesItsResult() {
        double bytes =
                allocatedBy(() -> sum += cache.read(KEY, HitCostTest::never).outcome() == CacheOutcome.HIT ? 1 : 0);

        assertThat(bytes).isLessThanOrEqualTo(RESULT + 1);
    }

    @Test
    void aBackendsHitIsOneObject() {
        double bytes = allocatedBy(() -> sum += backend.find(KEY).hashCode());

        assertThat(bytes).isLessThanOrEqualTo(24 + 1);
    }

    /** The key, its text, and the optional result. */
    @Test
    void aHitBySlugAllocatesTheKeyAsWell() {
        double bytes = allocatedBy(() -> sum += cache.getThread("repotting-an-orchid-7f3a", HitCostTest::never)
                .orElseThrow()
                .size());

        assertThat(bytes)
                .isLessThanOrEqualTo(RESULT
                        + 16
                        + 40
                        + 24
                        + 16
                        + "forum:thread:repotting-an-orchid-7f3a".getBytes(UTF_8).length
                        + 8);
    }
}
