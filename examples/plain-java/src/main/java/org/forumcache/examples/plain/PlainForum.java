package org.forumcache.examples.plain;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.forumcache.CacheRead;
import org.forumcache.EntryKey;
import org.forumcache.ForumCacheService;
import org.forumcache.ForumEvent;
import org.forumcache.Invalidation;

/** A forum of one category, whose database is a map. */
public final class PlainForum {
    private static final String CATEGORY = "ferns";

    private final Map<String, List<String>> database = new ConcurrentHashMap<>();
    private final ForumCacheService cache;

    PlainForum(ForumCacheService cache) {
        this.cache = cache;
    }

    /** The posts of a thread as JSON, and where they came from. */
    CacheRead read(String slug) {
        return cache.read(EntryKey.thread(slug), () -> Optional.ofNullable(database.get(slug)));
    }

    /** Changes the database, says what changed, and only then returns. */
    void reply(String slug, String text) {
        database.merge(
                slug,
                List.of(text),
                (old, added) -> Stream.concat(old.stream(), added.stream()).toList());
        cache.invalidate(Invalidation.of(new ForumEvent.PostCreated(slug, CATEGORY)));
    }

    /** Prints a miss, a hit, and after a reply a miss that shows it. */
    public static void main(String[] args) {
        try (ForumCacheService cache = ForumCacheService.embedded()) {
            PlainForum forum = new PlainForum(cache);
            forum.reply("watering", "How often?");
            for (int i = 0; i < 2; i++) {
                CacheRead read = forum.read("watering");
                System.out.println(read.outcome() + " " + read.json());
            }
            forum.reply("watering", "Less than you think.");
            CacheRead read = forum.read("watering");
            System.out.println(read.outcome() + " " + read.json());
        }
    }
}
