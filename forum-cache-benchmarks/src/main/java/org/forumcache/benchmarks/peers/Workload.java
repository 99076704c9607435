package org.forumcache.benchmarks.peers;

import java.util.Map;
import java.util.stream.IntStream;
import org.forumcache.CacheKeys;
import org.forumcache.EntryKey;
import org.forumcache.ForumCacheService;
import org.forumcache.ThreadListQuery;
import org.forumcache.benchmarks.ForumDocuments;
import tools.jackson.databind.json.JsonMapper;

/**
 * The document that all caches hold, and the keys under which they do. Immutable.
 *
 * <p>Each call for a key makes a new one, as each request does: nobody profits from finding the very object that is in the
 * cache.
 */
public final class Workload {
    /** How many entries are stored before anything is measured; a power of two. */
    public static final int KEYS = 1_024;

    private final Shape shape;
    private final Map<String, Object> document;

    /** What is cached. */
    public enum Shape {
        THREAD_4K,
        THREAD_40K,
        LIST
    }

    public Workload(Shape shape) {
        this.shape = shape;
        ForumDocuments documents = new ForumDocuments(1);
        this.document = switch (shape) {
            case THREAD_4K -> documents.threadOfAbout(4 * 1024, slug(0));
            case THREAD_40K -> documents.threadOfAbout(40 * 1024, slug(0));
            case LIST -> documents.list();
        };
    }

    /** As the objects that an application's services return. */
    public Map<String, Object> document() {
        return document;
    }

    /** As JSON. */
    public byte[] json() {
        return JsonMapper.shared().writeValueAsBytes(document);
    }

    /** The key's text, the same for all caches. */
    public String key(int number) {
        return shape == Shape.LIST ? CacheKeys.threadList(query(number)) : CacheKeys.thread(slug(number));
    }

    /** Texts of the keys that are stored. */
    String[] keys() {
        return IntStream.range(0, KEYS).mapToObj(this::key).toArray(String[]::new);
    }

    /** The key as this cache has it. */
    EntryKey entryKey(int number) {
        return shape == Shape.LIST ? EntryKey.threadList(query(number)) : EntryKey.thread(slug(number));
    }

    /** Stores the document in this cache. */
    void store(ForumCacheService cache, int number) {
        if (shape == Shape.LIST) {
            cache.setThreadList(query(number), document);
        } else {
            cache.setThread(slug(number), document);
        }
    }

    private static ThreadListQuery query(int number) {
        return ThreadListQuery.of("orchids", number + 1, 20);
    }

    private static String slug(int number) {
        return "thread-with-a-usual-title-" + number;
    }
}
