package org.forumcache.benchmarks.replay;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.forumcache.CacheBackend;
import org.forumcache.EmbeddedBackend;
import org.forumcache.ForumCacheService;

/** What a cache does with a trace when it has room for so many entries. */
public enum Policy {
    /** The embedded backend, through read-through as a forum uses it, with room in bytes for as many. */
    FORUM_CACHE("Forum Cache, embedded") {
        @Override
        public int hits(Trace trace, int entries) {
            try (CacheBackend backend = EmbeddedBackend.withMaxSize(entries * bytesOfAnEntry())) {
                ForumCacheService cache = ForumCacheService.builder(backend).build();
                AtomicInteger misses = new AtomicInteger();
                for (int i = 0; i < trace.length(); i++) {
                    read(cache, trace.at(i), misses);
                }
                return trace.length() - misses.get();
            }
        }
    },
    /** Least recently used. */
    LRU("LRU") {
        @Override
        public int hits(Trace trace, int entries) {
            Map<Integer, Boolean> kept = new LinkedHashMap<>(16, 0.75f, true);
            int hits = 0;
            for (int i = 0; i < trace.length(); i++) {
                if (kept.put(trace.at(i), true) != null) {
                    hits++;
                } else if (kept.size() > entries) {
                    kept.remove(kept.keySet().iterator().next());
                }
            }
            return hits;
        }
    },
    /**
     * What nobody can do who does not know the future: to drop what is asked for again last, and to keep nothing that
     * is asked for again later than all that is kept (Belady's algorithm with bypass).
     */
    OPTIMUM("optimum") {
        @Override
        public int hits(Trace trace, int entries) {
            int[] next = nextUses(trace);
            TreeSet<Integer> kept = new TreeSet<>(Comparator.reverseOrder());
            int hits = 0;
            for (int i = 0; i < trace.length(); i++) {
                // An object that is kept stands there by the request that asks for it next.
                if (kept.remove(i)) {
                    hits++;
                }
                if (next[i] < Integer.MAX_VALUE) {
                    kept.add(next[i]);
                }
                if (kept.size() > entries) {
                    kept.pollFirst();
                }
            }
            return hits;
        }
    };

    private static final String DOCUMENT = "{\"id\":0,\"text\":\"" + "x".repeat(500) + "\"}";
    private static final int PROBED = 1000;

    private final String title;

    Policy(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    /** How many requests find what they ask for. */
    public abstract int hits(Trace trace, int entries);

    private static int[] nextUses(Trace trace) {
        int[] next = new int[trace.length()];
        int[] seen = new int[trace.length()];
        Arrays.fill(seen, Integer.MAX_VALUE);
        for (int i = trace.length() - 1; i >= 0; i--) {
            next[i] = seen[trace.at(i)];
            seen[trace.at(i)] = i;
        }
        return next;
    }

    private static void read(ForumCacheService cache, int object, AtomicInteger misses) {
        cache.getThread(String.format("object-%08d", object), () -> {
            misses.incrementAndGet();
            return Optional.of(Map.of("text", DOCUMENT));
        });
    }

    private static long bytesOfAnEntry() {
        try (CacheBackend backend = EmbeddedBackend.withMaxSize(EmbeddedBackend.DEFAULT_MAX_SIZE)) {
            ForumCacheService cache = ForumCacheService.builder(backend).build();
            for (int i = 0; i < PROBED; i++) {
                read(cache, i, new AtomicInteger());
            }
            return backend.status().bytes().orElseThrow() / PROBED;
        }
    }
}
