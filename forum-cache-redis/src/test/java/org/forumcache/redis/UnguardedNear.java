package org.forumcache.redis;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.forumcache.EntryKey;

/** Near caches that are wrong on purpose, each without one of the rules, so that tests can show what notices that. */
public final class UnguardedNear {
    private static final NearSettings SETTINGS = NearSettings.DEFAULT;
    private static final int LONGEST_DELAY_NANOS = 10_000_000;
    private static final long FOR_EVER = Duration.ofDays(1).toNanos();

    private UnguardedNear() {}

    /** What Redis has answered becomes a copy, a moment later, even if a push has overtaken the answer. */
    public static NearBackend withoutPlaceholder(RedisBackend redis) {
        return over(redis, new HoldsAfterwards(redis));
    }

    /** Copies stay while the server says nothing, when the connection for pushes is lost, and after a flush. */
    public static NearBackend withoutFlush(RedisBackend redis) {
        return over(redis, new BelievesSilence(redis));
    }

    private static NearBackend over(RedisBackend redis, NearTier tier) {
        return NearBackend.over(redis, tier, SETTINGS.maxSilence());
    }

    private static final class HoldsAfterwards extends NearTier {
        HoldsAfterwards(RedisBackend redis) {
            super(redis.epochs(), SETTINGS.maxBytes(), Ticker.systemTicker());
        }

        @Override
        void publish(EntryKey key, Place.Placeholder placeholder, Lookups.Sighting seen, long askedAt) {
            // As on a busy machine: whoever breaks the rule must be seen to break it within seconds.
            LockSupport.parkNanos(ThreadLocalRandom.current().nextInt(LONGEST_DELAY_NANOS));
            Place.Placeholder late = hold(key);
            if (late != null) {
                super.publish(key, late, seen, askedAt);
            }
        }
    }

    private static final class BelievesSilence extends NearTier {
        BelievesSilence(RedisBackend redis) {
            super(redis.epochs(), SETTINGS.maxBytes(), Ticker.systemTicker());
        }

        @Override
        void begin(Term term) {
            super.begin(new Term(term.link(), System.nanoTime() + FOR_EVER));
        }

        @Override
        void end(Term term) {
            // The rule that is missing.
        }
    }
}
