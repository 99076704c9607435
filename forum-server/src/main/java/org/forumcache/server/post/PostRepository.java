package org.forumcache.server.post;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.forumcache.server.Timestamps;
import org.forumcache.server.reaction.ReactionCounts;
import org.forumcache.server.user.Author;
import org.forumcache.server.web.Paging;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Posts in the database. */
@Repository
class PostRepository {
    private static final String DOCUMENTS = "select p.id, p.content, p.created_at, p.updated_at, " + Author.COLUMNS
            + " from post p join forum_user u on u.id = p.author_id ";

    private final JdbcClient jdbc;

    PostRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The posts of a page, oldest first, without their reactions. */
    List<PostDocument> page(UUID thread, Paging paging) {
        return jdbc.sql(DOCUMENTS + """
                where p.thread_id = :thread
                order by p.created_at, p.id
                limit :limit offset :offset""")
                .param("thread", thread)
                .param("limit", paging.limit())
                .param("offset", paging.offset())
                .query(PostRepository::document)
                .list();
    }

    /** One post without its reactions. */
    PostDocument document(UUID id) {
        return jdbc.sql(DOCUMENTS + "where p.id = :id")
                .param("id", id)
                .query(PostRepository::document)
                .single();
    }

    Optional<ThreadSize> sizeOf(String threadSlug) {
        return jdbc.sql("select id, post_count from thread where slug = :slug")
                .param("slug", threadSlug)
                .query((row, n) -> new ThreadSize(row.getObject("id", UUID.class), row.getLong("post_count")))
                .optional();
    }

    Optional<UUID> threadOf(UUID post) {
        return jdbc.sql("select thread_id from post where id = :post")
                .param("post", post)
                .query(UUID.class)
                .optional();
    }

    /** Locks a post of a thread that is locked already. */
    Optional<Stored> lock(UUID post) {
        return jdbc.sql("select id, thread_id, author_id, opening, content from post where id = :post for update")
                .param("post", post)
                .query((row, n) -> new Stored(
                        row.getObject("id", UUID.class),
                        row.getObject("thread_id", UUID.class),
                        row.getObject("author_id", UUID.class),
                        row.getBoolean("opening"),
                        row.getString("content")))
                .optional();
    }

    void insert(Stored post, Instant now) {
        jdbc.sql("""
                insert into post (id, thread_id, author_id, opening, content, created_at, updated_at)
                values (:id, :thread, :author, :opening, :content, :now, :now)""")
                .param("id", post.id())
                .param("thread", post.thread())
                .param("author", post.author())
                .param("opening", post.opening())
                .param("content", post.content())
                .param("now", Timestamps.parameter(now))
                .update();
    }

    void update(UUID id, String content, Instant now) {
        jdbc.sql("update post set content = :content, updated_at = :now where id = :id")
                .param("content", content)
                .param("now", Timestamps.parameter(now))
                .param("id", id)
                .update();
    }

    void delete(UUID id) {
        jdbc.sql("delete from post where id = :id").param("id", id).update();
    }

    /** When the latest post of a thread was written. */
    Instant lastActivity(UUID thread) {
        return jdbc.sql("select max(created_at) as latest from post where thread_id = :thread")
                .param("thread", thread)
                .query((row, n) -> Timestamps.read(row, "latest"))
                .single();
    }

    private static PostDocument document(ResultSet row, int n) throws SQLException {
        return new PostDocument(
                row.getObject("id", UUID.class),
                Author.read(row),
                row.getString("content"),
                ReactionCounts.NONE,
                Timestamps.read(row, "created_at"),
                Timestamps.read(row, "updated_at"));
    }

    /** A thread's id, and how many posts it has. */
    record ThreadSize(UUID id, long posts) {}

    /** A post as its row holds it. */
    record Stored(UUID id, UUID thread, UUID author, boolean opening, String content) {}
}
