package org.forumcache.benchmarks.replay;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What there is in a forum to be read and written, the most popular first. Safe for all threads. */
final class Inventory {
    /** Words that a forum about plants is searched for. */
    static final List<String> WORDS = List.of(
            "water",
            "light",
            "soil",
            "root",
            "leaf",
            "pot",
            "yellow",
            "repot",
            "seed",
            "orchid",
            "pest",
            "mite",
            "fertil",
            "window",
            "cutting",
            "bloom",
            "brown",
            "spot",
            "drain",
            "winter",
            "tomato",
            "cactus",
            "fungus",
            "propagat");

    private final List<Topic> threads;
    private final List<String> categories;
    private final Set<String> liked = ConcurrentHashMap.newKeySet();

    /** A thread and the post that it opens with. */
    record Topic(String slug, String post) {}

    private Inventory(List<Topic> threads, List<String> categories) {
        this.threads = threads;
        this.categories = categories;
    }

    static Inventory read(JdbcClient jdbc) {
        List<Topic> threads = jdbc.sql("""
                select t.slug, p.id from thread t join post p on p.thread_id = t.id and p.opening
                order by t.view_count desc, t.id""")
                .query((row, n) -> new Topic(row.getString(1), row.getString(2)))
                .list();
        List<String> categories = jdbc.sql("select slug from category order by thread_count desc, slug")
                .query(String.class)
                .list();
        return new Inventory(List.copyOf(threads), List.copyOf(categories));
    }

    List<Topic> threads() {
        return threads;
    }

    List<String> categories() {
        return categories;
    }

    /** Takes the other one of liking and not liking a post, and says whether that is liking it. */
    boolean toggleLike(String post) {
        if (liked.add(post)) {
            return true;
        }
        liked.remove(post);
        return false;
    }
}
