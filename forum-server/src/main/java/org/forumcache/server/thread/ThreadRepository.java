package org.forumcache.server.thread;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.forumcache.server.Timestamps;
import org.forumcache.server.category.CategoryRef;
import org.forumcache.server.user.Author;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Threads, their tags and their lists in the database. */
@Repository
class ThreadRepository {
    private static final String COLUMNS = "t.id, t.slug, t.title, t.excerpt, t.post_count, t.view_count,"
            + " t.created_at, t.updated_at, t.last_activity_at,"
            + " c.id as category_id, c.slug as category_slug, c.name as category_name, " + Author.COLUMNS;
    private static final String JOINS =
            " join category c on c.id = t.category_id join forum_user u on u.id = t.author_id ";

    private final JdbcClient jdbc;

    ThreadRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Row> find(String slug) {
        return jdbc.sql("select " + COLUMNS + " from thread t" + JOINS + "where t.slug = :slug")
                .param("slug", slug)
                .query(ThreadRepository::row)
                .optional();
    }

    List<String> tags(UUID thread) {
        return jdbc
                .sql("select tag from thread_tag where thread_id = :thread")
                .param("thread", thread)
                .query(String.class)
                .list()
                .stream()
                .sorted()
                .toList();
    }

    long count(ThreadListRequest request) {
        return bind("select count(*) from thread t where " + conditions(request), request)
                .query(Long.class)
                .single();
    }

    List<Row> page(ThreadListRequest request) {
        return bind(
                        // The page is cut before the joins, which an index in this very order then serves.
                        "select " + COLUMNS + " from (select * from thread t where " + conditions(request) + " "
                                + request.sort().orderBy() + " limit :limit offset :offset) t" + JOINS
                                + request.sort().orderBy(),
                        request)
                .param("limit", request.paging().limit())
                .param("offset", request.paging().offset())
                .query(ThreadRepository::row)
                .list();
    }

    private static String conditions(ThreadListRequest request) {
        StringBuilder conditions = new StringBuilder("1 = 1");
        if (request.isOfOneCategory()) {
            conditions.append(" and t.category_id = (select id from category where slug = :category)");
        }
        if (!request.tags().isEmpty()) {
            conditions
                    .append(" and t.id in (select thread_id from thread_tag where tag in (:tags)")
                    .append(" group by thread_id having count(*) = :tagCount)");
        }
        if (request.search() != null) {
            conditions.append(" and t.id in (select thread_id from searchable_text where folded like :pattern)");
        }
        return conditions.toString();
    }

    private JdbcClient.StatementSpec bind(String sql, ThreadListRequest request) {
        JdbcClient.StatementSpec statement = jdbc.sql(sql);
        if (request.isOfOneCategory()) {
            statement = statement.param("category", request.category());
        }
        if (!request.tags().isEmpty()) {
            statement = statement
                    .param("tags", request.tags())
                    .param("tagCount", request.tags().size());
        }
        String search = request.search();
        return search == null ? statement : statement.param("pattern", containing(search));
    }

    /** The pattern of texts that contain another one, in which nothing else has a meaning. */
    private static String containing(String text) {
        String folded = text.toLowerCase(Locale.ROOT);
        return '%' + folded.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + '%';
    }

    Optional<Locked> lock(String slug) {
        return locked("where slug = :thread", slug);
    }

    Optional<Locked> lock(UUID id) {
        return locked("where id = :thread", id);
    }

    private Optional<Locked> locked(String where, Object thread) {
        return jdbc.sql("select id, slug, title, category_id, author_id from thread " + where + " for update")
                .param("thread", thread)
                .query((row, n) -> new Locked(
                        row.getObject("id", UUID.class),
                        row.getString("slug"),
                        row.getString("title"),
                        row.getObject("category_id", UUID.class),
                        row.getObject("author_id", UUID.class)))
                .optional();
    }

    void insert(Locked thread, String excerpt, Instant now) {
        jdbc.sql("""
                insert into thread (id, slug, title, excerpt, category_id, author_id, post_count, view_count,
                                    created_at, updated_at, last_activity_at)
                values (:id, :slug, :title, :excerpt, :category, :author, 1, 0, :now, :now, :now)""")
                .param("id", thread.id())
                .param("slug", thread.slug())
                .param("title", thread.title())
                .param("excerpt", excerpt)
                .param("category", thread.category())
                .param("author", thread.author())
                .param("now", Timestamps.parameter(now))
                .update();
    }

    void update(Locked thread, Instant now) {
        jdbc.sql("update thread set title = :title, category_id = :category, updated_at = :now where id = :id")
                .param("title", thread.title())
                .param("category", thread.category())
                .param("now", Timestamps.parameter(now))
                .param("id", thread.id())
                .update();
    }

    void replaceTags(UUID thread, List<String> tags) {
        jdbc.sql("delete from thread_tag where thread_id = :thread")
                .param("thread", thread)
                .update();
        for (String tag : tags) {
            jdbc.sql("insert into thread_tag (thread_id, tag) values (:thread, :tag)")
                    .param("thread", thread)
                    .param("tag", tag)
                    .update();
        }
    }

    /** Deletes a thread; its posts, their reactions and its tags go with it. */
    void delete(UUID id) {
        jdbc.sql("delete from thread where id = :id").param("id", id).update();
    }

    void countPost(UUID id, Instant at) {
        jdbc.sql("""
                update thread
                set post_count = post_count + 1, last_activity_at = greatest(last_activity_at, :at)
                where id = :id""").param("at", Timestamps.parameter(at)).param("id", id).update();
    }

    void countPostOut(UUID id, Instant lastActivity) {
        jdbc.sql("update thread set post_count = post_count - 1, last_activity_at = :at where id = :id")
                .param("at", Timestamps.parameter(lastActivity))
                .param("id", id)
                .update();
    }

    void setExcerpt(UUID id, String excerpt) {
        jdbc.sql("update thread set excerpt = :excerpt where id = :id")
                .param("excerpt", excerpt)
                .param("id", id)
                .update();
    }

    private static Row row(ResultSet row, int n) throws SQLException {
        return new Row(
                row.getObject("id", UUID.class),
                row.getString("slug"),
                row.getString("title"),
                row.getString("excerpt"),
                new CategoryRef(
                        row.getObject("category_id", UUID.class),
                        row.getString("category_slug"),
                        row.getString("category_name")),
                Author.read(row),
                row.getLong("post_count"),
                row.getLong("view_count"),
                Timestamps.read(row, "created_at"),
                Timestamps.read(row, "updated_at"),
                Timestamps.read(row, "last_activity_at"));
    }

    /** A thread with what is shown of its category and its author. */
    record Row(
            UUID id,
            String slug,
            String title,
            String excerpt,
            CategoryRef category,
            Author author,
            long postCount,
            long viewCount,
            Instant createdAt,
            Instant updatedAt,
            Instant lastActivityAt) {

        ThreadListDocument.Item item() {
            return new ThreadListDocument.Item(
                    id, slug, title, excerpt, author, category, postCount, viewCount, createdAt, lastActivityAt);
        }
    }

    /** The row of a thread that nobody else changes before the transaction ends. */
    record Locked(UUID id, String slug, String title, UUID category, UUID author) {}
}
