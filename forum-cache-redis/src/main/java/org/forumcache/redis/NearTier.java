package org.forumcache.redis;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.forumcache.CacheKeys;
import org.forumcache.EntryKey;
import org.forumcache.Lookup;
import org.jspecify.annotations.Nullable;

/**
 * Copies of what Redis has answered, inside this process, bounded by bytes.
 *
 * <p>Every copy belongs to the {@link Term} of the server that answered, a list's copy also to that of the server that holds
 * its generation, and is worth nothing once one of them has ended. A reader puts a placeholder before it asks Redis, and
 * publishes the answer only in that placeholder's place. Lists are held under what stands for their generation: one push
 * ends all of a category's, at a cost that does not depend on their number; their memory is swept up afterwards.
 *
 * <p>Safe for all threads; a look-up takes no lock.
 */
class NearTier {
    /**
     * Heap in bytes that a copy takes besides its document and its key's text: the map's and Caffeine's nodes, the copy,
     * the entry, the heads of the key and of the two arrays. Measured, with compressed pointers, by {@code NearSizeIT}.
     */
    static final int ENTRY_OVERHEAD = 230;

    private static final int PLACEHOLDER = 160;

    private final Epochs epochs;
    private final Ticker ticker;
    private final Cache<String, Place> places;
    /** Weak: what no copy and no placeholder refers to any more need not be told. */
    private final Cache<String, Place.Lists> lists =
            Caffeine.newBuilder().weakValues().executor(Runnable::run).build();

    private final Backings alone = new Backings();
    private volatile Map<Link, Term> terms = Map.of();

    NearTier(Epochs epochs, long maxBytes, Ticker ticker) {
        this.epochs = epochs;
        this.ticker = ticker;
        this.places = Caffeine.newBuilder()
                .maximumWeight(maxBytes)
                .weigher(NearTier::weight)
                .executor(Runnable::run)
                .build();
    }

    /** The copy, if it may be shown; {@code null} if Redis must be asked. */
    Lookup.@Nullable Hit find(EntryKey key) {
        // Before anything else is looked at: what is trusted now was current when the read started, but for the window.
        long now = ticker.read();
        return places.getIfPresent(key.text()) instanceof Place.Copy copy
                        && copy.isCurrent(now)
                        // Once more: a push may have dropped it before the ping that is trusted.
                        && places.getIfPresent(key.text()) == copy
                        && epochs.holds(copy.epoch(), now)
                ? new Lookup.Hit(copy.entry(), copy.expiresAt() - now)
                : null;
    }

    /** Prepares for an answer that Redis will be asked for next; {@code null} if none can be kept. */
    Place.@Nullable Placeholder hold(EntryKey key) {
        Map<Link, Term> current = terms;
        if (current.isEmpty()) {
            return null;
        }
        // Readers share it: if each put its own, none would get to publish while others keep coming.
        if (places.getIfPresent(key.text()) instanceof Place.Placeholder other && !other.isDead(0, current)) {
            return other;
        }
        String group = key.group();
        Place.Placeholder fresh = new Place.Placeholder(current, group == null ? null : lists(group));
        places.put(key.text(), fresh);
        return fresh;
    }

    private Place.Lists lists(String group) {
        return lists.get(group, name -> new Place.Lists());
    }

    /**
     * Keeps what Redis has answered, unless something has changed meanwhile.
     *
     * @param askedAt before Redis was asked, by the ticker
     */
    void publish(EntryKey key, Place.Placeholder placeholder, Lookups.Sighting seen, long askedAt) {
        Term term = placeholder.term(seen.entry());
        Term guard = placeholder.term(seen.guard());
        if (!(seen.lookup() instanceof Lookup.Hit hit)
                || hit.nanosLeft() > Backing.LONGEST_LIFE
                || term == null
                || guard == null) {
            withdraw(key, placeholder);
            return;
        }
        Backing backing = shared(new Backing(seen.epoch(), term, guard, placeholder.lists(), askedAt));
        Place.Copy copy = new Place.Copy(hit.entry(), backing, askedAt + hit.nanosLeft());
        var unused = places.asMap().replace(key.text(), placeholder, copy);
    }

    /** One like it that other copies rest on, if there is one. */
    private Backing shared(Backing fresh) {
        Place.Lists lists = fresh.lists();
        return (lists == null ? alone : lists.backings()).share(fresh);
    }

    /** Keeps nothing. */
    void withdraw(EntryKey key, Place.Placeholder placeholder) {
        var unused = places.asMap().remove(key.text(), placeholder);
    }

    /** Something has changed at a key of Redis. */
    void changed(String key) {
        String group = CacheKeys.categoryOfGeneration(key);
        if (group == null) {
            drop(key);
        } else {
            dropLists(group);
        }
    }

    void drop(Collection<String> keys, Collection<String> groups) {
        keys.forEach(this::drop);
        groups.forEach(this::dropLists);
    }

    /** Drops a copy, and keeps what is being asked for from becoming one. */
    void drop(String key) {
        places.invalidate(key);
    }

    private void dropLists(String group) {
        // Inside its place: whoever finds it empty, and acknowledges a write for that, must find the lists ended, too.
        var unused = lists.asMap().computeIfPresent(group, (name, ended) -> {
            ended.end();
            return null;
        });
    }

    void dropAllLists() {
        lists.asMap().keySet().forEach(this::dropLists);
    }

    void dropEverything() {
        places.asMap().keySet().forEach(this::drop);
    }

    /** From now on no push of a server is lost. */
    synchronized void begin(Term term) {
        Map<Link, Term> next = new HashMap<>(terms);
        next.put(term.link(), term);
        terms = Map.copyOf(next);
    }

    /** Pushes of a server may have been lost. */
    synchronized void end(Term term) {
        term.end();
        Map<Link, Term> next = new HashMap<>(terms);
        next.remove(term.link(), term);
        terms = Map.copyOf(next);
    }

    /** Gives back the memory of what is worth nothing any more. */
    void sweep() {
        long now = ticker.read();
        Map<Link, Term> current = terms;
        places.asMap().forEach((key, place) -> {
            if (place.isDead(now, current)) {
                places.asMap().remove(key, place);
            }
        });
        places.cleanUp();
        lists.cleanUp();
    }

    /** Whether copies of what this server holds are used now. */
    boolean serves(Link link) {
        Term term = terms.get(link);
        return term != null && term.isTrusted(ticker.read());
    }

    long entries() {
        return places.estimatedSize();
    }

    long bytes() {
        return places.policy().eviction().orElseThrow().weightedSize().orElse(0);
    }

    private static int weight(String key, Place place) {
        long size = place instanceof Place.Copy copy
                ? (long) ENTRY_OVERHEAD + copy.entry().bytes().length
                : PLACEHOLDER;
        return (int) Math.min(Integer.MAX_VALUE, key.length() + size);
    }
}
