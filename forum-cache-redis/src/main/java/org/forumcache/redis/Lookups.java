package org.forumcache.redis;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.forumcache.CacheEntry;
import org.forumcache.CacheKeys;
import org.forumcache.EntryKey;
import org.forumcache.FillLease;
import org.forumcache.Lookup;
import org.forumcache.Token;
import org.jspecify.annotations.Nullable;

/**
 * What lies at an entry's place, and whether it is to be believed.
 *
 * <p>An answer counts only if, when it has arrived, its server is still proven and the epoch is still the one that was
 * current when the question was sent.
 */
final class Lookups {
    private static final Lookup NOTHING = new Lookup.Miss(null);
    private static final byte[] BELIEVE = {};
    private static final byte[] BELIEVE_NOTHING = "none".getBytes(StandardCharsets.US_ASCII);

    private final Servers servers;
    private final Epochs epochs;
    private final Groups groups;
    private final Seal schema;
    private final LongAdder unreadable = new LongAdder();

    Lookups(Servers servers, Epochs epochs, Groups groups, String schema) {
        this.servers = servers;
        this.epochs = epochs;
        this.groups = groups;
        this.schema = Seal.hashOf(schema);
    }

    /** How often something was found that this cache cannot have stored. */
    long unreadable() {
        return unreadable.sum();
    }

    /**
     * What an entry must bear to be believed.
     *
     * @param link to the server that holds the entry
     * @param generation of its group, or {@code null} if it stands alone
     */
    Seal seal(Epoch epoch, Link link, @Nullable Token generation) {
        Seal seal = epoch.sealOn(link).and(schema);
        return generation == null ? seal : seal.and(Seal.of(generation));
    }

    /**
     * What was found, and who said so.
     *
     * @param epoch in which it was found
     * @param entry to the server that holds the entry
     * @param guard to the server that holds its generation; the same if it stands alone
     */
    record Sighting(Lookup lookup, Epoch epoch, Link entry, Link guard) {}

    Sighting find(EntryKey key, long deadline) {
        return key.group() == null ? findAlone(key, deadline) : findInGroup(key, key.group(), deadline);
    }

    private Sighting findAlone(EntryKey key, long deadline) {
        Epoch epoch = epochs.current();
        Call<byte[]> call = Call.of(servers, Request.get(key.text()));
        byte[] stored = call.await(deadline);
        epochs.require(epoch, call.link());
        return new Sighting(seen(stored, epoch, call.link(), null), epoch, call.link(), call.link());
    }

    private Sighting findInGroup(EntryKey key, String group, long deadline) {
        String guard = CacheKeys.generation(group);
        if (!servers.areOne()) {
            return findApart(key, guard, deadline);
        }
        Epoch epoch = epochs.current();
        Call<List<byte[]>> call = Call.of(servers, Request.mget(key.text(), guard));
        List<byte[]> stored = call.await(deadline);
        epochs.require(epoch, call.link());
        Token generation = Groups.generationIn(stored.get(1), epoch, call.link());
        Lookup lookup = generation == null ? NOTHING : seen(stored.get(0), epoch, call.link(), generation);
        return new Sighting(lookup, epoch, call.link(), call.link());
    }

    /** Entry and generation are read in any order: both orders keep the promise. */
    private Sighting findApart(EntryKey key, String guard, long deadline) {
        Epoch epoch = epochs.current();
        Call<byte[]> entry = Call.of(servers, Request.get(key.text()));
        Call<byte[]> token = Call.of(servers, Request.get(guard));
        byte[] stored = entry.await(deadline);
        byte[] storedToken = token.await(deadline);
        epochs.require(epoch, entry.link());
        epochs.require(epoch, token.link());
        Token generation = Groups.generationIn(storedToken, epoch, token.link());
        Lookup lookup = generation == null ? NOTHING : seen(stored, epoch, entry.link(), generation);
        return new Sighting(lookup, epoch, entry.link(), token.link());
    }

    private Lookup seen(byte @Nullable [] stored, Epoch epoch, Link link, @Nullable Token generation) {
        StoredForm.Kind kind = StoredForm.kindOf(stored, seal(epoch, link, generation));
        if (stored == null || kind == StoredForm.Kind.NONE) {
            return miss(generation);
        } else if (kind == StoredForm.Kind.LEASE) {
            return new Lookup.Busy(StoredForm.name(stored));
        } else if (kind == StoredForm.Kind.UNREADABLE) {
            unreadable.increment();
            return miss(generation);
        }
        long millisLeft = StoredForm.expiresAt(stored) - link.clockMillis();
        return millisLeft > 0 ? value(stored, millisLeft, generation) : miss(generation);
    }

    private Lookup value(byte[] stored, long millisLeft, @Nullable Token generation) {
        CacheEntry entry = StoredForm.entry(stored);
        if (entry == null) {
            unreadable.increment();
            return miss(generation);
        }
        return new Lookup.Hit(entry, Duration.ofMillis(millisLeft).toNanos());
    }

    private static Lookup miss(@Nullable Token generation) {
        return generation == null ? NOTHING : new Lookup.Miss(generation);
    }

    /** Takes the lease of a key; the lease is as long as the life. */
    Lookup acquire(EntryKey key, Lookup.Miss miss, Token lease, byte[] life, long deadline) {
        Epoch epoch = epochs.current();
        Token generation = miss.generation();
        if (generation == null && key.group() != null) {
            generation = groups.begin(key.group(), epoch, deadline);
        }
        Attempt attempt = new Attempt(key, epoch, generation, lease, life, deadline);
        Lookup answer = attempt.acquire(BELIEVE);
        // A value that cannot be read would be found again and again.
        return answer instanceof Lookup.Miss ? attempt.acquire(BELIEVE_NOTHING) : answer;
    }

    /** One reader's attempt to take a lease. */
    private final class Attempt {
        private final EntryKey key;
        private final Epoch epoch;
        private final @Nullable Token generation;
        private final Token lease;
        private final byte[] life;
        private final long deadline;

        Attempt(EntryKey key, Epoch epoch, @Nullable Token generation, Token lease, byte[] life, long deadline) {
            this.key = key;
            this.epoch = epoch;
            this.generation = generation;
            this.lease = lease;
            this.life = life;
            this.deadline = deadline;
        }

        Lookup acquire(byte[] belief) {
            Call<List<Object>> call =
                    Call.of(servers, Request.list(Script.ACQUIRE, key.text(), link -> values(link, belief)));
            List<Object> answer = call.await(deadline);
            epochs.require(epoch, call.link());
            return read(answer);
        }

        private byte[][] values(Link link, byte[] belief) {
            Seal seal = seal(epoch, link, generation);
            return new byte[][] {
                StoredForm.beginning(StoredForm.VALUE, seal),
                StoredForm.beginning(StoredForm.LEASE, seal),
                StoredForm.head(StoredForm.LEASE, seal, lease),
                life,
                belief
            };
        }

        private Lookup read(List<Object> answer) {
            String what = new String((byte[]) answer.get(0), StandardCharsets.US_ASCII);
            byte @Nullable [] stored = answer.size() > 1 ? (byte[]) answer.get(1) : null;
            if (stored == null) {
                return granted(null);
            }
            return switch (what) {
                case "value" -> value(stored, (Long) answer.get(2), generation);
                case "busy" -> new Lookup.Busy(StoredForm.name(stored));
                default -> granted(StoredForm.entry(stored));
            };
        }

        private Lookup granted(@Nullable CacheEntry expired) {
            return new Lookup.Granted(new FillLease(key, lease, generation, expired));
        }
    }
}
