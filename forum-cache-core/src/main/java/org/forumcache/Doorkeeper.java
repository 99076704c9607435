package org.forumcache;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongSupplier;

/**
 * Remembers for a while which keys were asked for, in two megabytes, whatever their number.
 *
 * <p>It is a Bloom filter in two halves. A key is noted in the younger one, by {@value #BITS} bits of one 64-bit word, so
 * that noting is one atomic step: of several readers who ask for a key at once exactly one is the first. When the younger
 * half has noted {@value #MOST} keys, or is {@value #MINUTES} minutes old, it becomes the older one, and an empty one
 * takes its place. So a key is remembered for {@value #MINUTES} to three times as many minutes, or less while more than that
 * many are asked for. Of keys that were never asked for, less than one in a thousand seems to have been.
 *
 * <p>Keys are hashed with a secret of this object: nobody outside can look for keys that share their bits.
 */
final class Doorkeeper {
    static final int MOST = 1 << 17;
    static final int MINUTES = 10;
    private static final int WORDS = 1 << 17;
    private static final int BITS = 4;
    private static final long MAX_AGE_NANOS = Duration.ofMinutes(MINUTES).toNanos();
    /** Odd, half its bits set: the golden ratio. */
    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

    /** What was asked for since a moment. */
    private static final class Half {
        final AtomicLongArray words = new AtomicLongArray(WORDS);
        final AtomicInteger noted = new AtomicInteger();
        final long since;

        Half(long since) {
            this.since = since;
        }

        /** Whether the key had been noted before. */
        boolean note(int word, long bits) {
            long before = words.get(word);
            while ((before & bits) != bits) {
                long found = words.compareAndExchange(word, before, before | bits);
                if (found == before) {
                    noted.incrementAndGet();
                    return false;
                }
                before = found;
            }
            return true;
        }

        boolean has(int word, long bits) {
            return (words.get(word) & bits) == bits;
        }

        boolean isFull(long now) {
            return noted.get() >= MOST || now - since >= MAX_AGE_NANOS;
        }
    }

    private record Halves(Half younger, Half older) {}

    private final long secret;
    private final LongSupplier nanoClock;
    private volatile Halves halves;

    Doorkeeper(LongSupplier nanoClock) {
        this(nanoClock, ThreadLocalRandom.current().nextLong());
    }

    Doorkeeper(LongSupplier nanoClock, long secret) {
        this.nanoClock = nanoClock;
        this.secret = secret;
        long now = nanoClock.getAsLong();
        this.halves = new Halves(new Half(now), new Half(now));
    }

    /** Notes that a key is asked for; whether it was already, not long ago. */
    boolean knows(String key) {
        long hash = hash(key);
        int word = (int) (hash >>> 47);
        long bits = 0;
        for (int i = 0; i < BITS; i++) {
            bits |= 1L << (hash >>> (i * 6));
        }
        Halves now = current();
        boolean known = now.younger.note(word, bits);
        return known || now.older.has(word, bits);
    }

    private Halves current() {
        Halves now = halves;
        return now.younger.isFull(nanoClock.getAsLong()) ? turned() : now;
    }

    private synchronized Halves turned() {
        long time = nanoClock.getAsLong();
        Halves now = halves;
        if (now.younger.isFull(time)) {
            // What nobody has asked for since the younger half was full of age is as old as the older one.
            Half older = time - now.younger.since >= 2 * MAX_AGE_NANOS ? new Half(time) : now.younger;
            halves = new Halves(new Half(time), older);
        }
        return halves;
    }

    private long hash(String key) {
        long factor = (secret ^ SPREAD) | 1;
        long hash = secret;
        for (int i = 0; i < key.length(); i++) {
            hash = mixed(hash + SPREAD ^ key.charAt(i), factor);
        }
        return mixed(hash ^ hash >>> 32, SPREAD);
    }

    /** Both halves of a product of 128 bits: each bit of the factors changes about half of the result. */
    private static long mixed(long value, long factor) {
        return Math.multiplyHigh(value, factor) ^ (value * factor);
    }
}
