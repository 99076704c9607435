package org.forumcache.server.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Writes one demo forum, threads in batches, with all counters. Belongs inside a transaction, so that no half of a demo
 * is ever seen.
 */
final class DemoWriter {
    private static final int THREADS_AT_ONCE = 100;

    private final JdbcTemplate jdbc;
    private final DemoForum forum;
    private final List<DemoThread> waiting = new ArrayList<>();
    private int posts;

    DemoWriter(JdbcTemplate jdbc, DemoForum forum) {
        this.jdbc = jdbc;
        this.forum = forum;
    }

    /** Writes it all and returns how many posts there are. */
    int write() {
        insert(
                "category (id, slug, name, description, parent_id, icon, display_order, created_at)",
                forum.categories().stream().map(category -> DemoRows.of(category, forum)));
        insert(
                "forum_user (id, username, avatar_url, role, created_at)",
                forum.members().stream().map(member -> DemoRows.of(member, forum)));
        forum.forEachThread(this::add);
        flush();
        jdbc.update("""
                update category set
                    thread_count = (select count(*) from thread t where t.category_id = category.id),
                    post_count = (select coalesce(sum(t.post_count), 0) from thread t
                                  where t.category_id = category.id)""");
        return posts;
    }

    private void add(DemoThread thread) {
        waiting.add(thread);
        posts += thread.posts().size();
        if (waiting.size() == THREADS_AT_ONCE) {
            flush();
        }
    }

    private void flush() {
        insert(
                "thread (id, slug, title, excerpt, category_id, author_id, post_count, view_count, created_at,"
                        + " updated_at, last_activity_at)",
                waiting.stream().map(DemoRows::of));
        insert("thread_tag (thread_id, tag)", waiting.stream().flatMap(DemoRows::tags));
        insert(
                "post (id, thread_id, author_id, opening, content, created_at, updated_at)",
                waiting.stream().flatMap(DemoRows::posts));
        insert("reaction (post_id, user_id, kind, created_at)", waiting.stream().flatMap(DemoRows::reactions));
        waiting.clear();
    }

    private void insert(String tableAndColumns, Stream<Object[]> rows) {
        List<Object[]> batch = rows.toList();
        if (!batch.isEmpty()) {
            String values = ", ?".repeat(batch.get(0).length).substring(2);
            jdbc.batchUpdate("insert into " + tableAndColumns + " values (" + values + ")", batch);
        }
    }
}
