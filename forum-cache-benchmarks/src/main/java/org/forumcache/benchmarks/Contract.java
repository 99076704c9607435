package org.forumcache.benchmarks;

import java.util.List;
import java.util.Map;
import org.forumcache.CacheKeys;
import org.forumcache.ForumCacheService;
import org.forumcache.ThreadListQuery;

/** An operation that the specification sets a time for. */
enum Contract {
    GET_HIT("get, hit", 10) {
        @Override
        void perform(ForumCacheService cache, Map<String, Object> document, int number) {
            if (cache.getThread(slug(number)).isEmpty()) {
                throw new IllegalStateException("the cache missed what it was to hit");
            }
        }
    },
    GET_MISS("get, miss", 5) {
        @Override
        void perform(ForumCacheService cache, Map<String, Object> document, int number) {
            var unused = cache.getThread("nothing-" + number);
        }
    },
    SET("set", 5) {
        @Override
        void perform(ForumCacheService cache, Map<String, Object> document, int number) {
            cache.setThread(slug(number), document);
        }
    },
    INVALIDATE("invalidate", 5) {
        @Override
        void perform(ForumCacheService cache, Map<String, Object> document, int number) {
            cache.invalidateThread("gone-" + number);
        }
    },
    INVALIDATE_LISTS("invalidate a category's lists", 50) {
        @Override
        void perform(ForumCacheService cache, Map<String, Object> document, int number) {
            cache.invalidateThreadList(category(number));
        }
    },
    INVALIDATE_ALL_LISTS("invalidate all lists", 100) {
        @Override
        void perform(ForumCacheService cache, Map<String, Object> document, int number) {
            cache.invalidateAllThreadLists();
        }
    },
    KEY("build a key", 1) {
        @Override
        void perform(ForumCacheService cache, Map<String, Object> document, int number) {
            Map<String, Object> filters = Map.of("search", "repotting", "tags", List.of("orchids", "winter"));
            String key = CacheKeys.threadList(new ThreadListQuery(category(number), 1 + number % 100, 20, filters));
            if (key.isEmpty()) {
                throw new IllegalStateException("a key is empty");
            }
        }
    };

    /** How many categories there are, each with lists. */
    static final int CATEGORIES = 20;

    private final String label;
    private final double millis;

    Contract(String label, double millis) {
        this.label = label;
        this.millis = millis;
    }

    String label() {
        return label;
    }

    /** What it has to stay below. */
    double millis() {
        return millis;
    }

    /** Carries it out on something of that number. */
    abstract void perform(ForumCacheService cache, Map<String, Object> document, int number);

    static String slug(int number) {
        return "thread-with-a-usual-title-" + number;
    }

    static String category(int number) {
        return "category-" + number % CATEGORIES;
    }
}
