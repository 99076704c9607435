package org.forumcache.benchmarks.peer;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.forumcache.benchmarks.peer.PeerDocuments.Author;
import org.forumcache.benchmarks.peer.PeerDocuments.Category;
import org.forumcache.benchmarks.peer.PeerDocuments.CategoryRef;
import org.forumcache.benchmarks.peer.PeerDocuments.Item;
import org.forumcache.benchmarks.peer.PeerDocuments.Post;
import org.forumcache.benchmarks.peer.PeerDocuments.Reactions;
import org.forumcache.benchmarks.peer.PeerDocuments.ThreadPage;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The forum's tables, read with the statements of the forum server. Safe for all threads. */
@Repository
class PeerRepository {
    private static final int FIRST_POSTS = 20;
    private static final String AUTHOR = "u.id as author_id, u.username as author_name, u.avatar_url as author_avatar";
    private static final String THREAD = "t.id, t.slug, t.title, t.excerpt, t.post_count, t.view_count,"
            + " t.created_at, t.updated_at, t.last_activity_at,"
            + " c.id as category_id, c.slug as category_slug, c.name as category_name, " + AUTHOR;
    private static final String JOINS =
            " join category c on c.id = t.category_id join forum_user u on u.id = t.author_id ";
    private static final String OF_CATEGORY = " t.category_id = (select id from category where slug = :category) ";
    private static final String SUMS = "sum(case when r.kind = 'like' then 1 else 0 end) as likes,"
            + " sum(case when r.kind = 'helpful' then 1 else 0 end) as helpfuls,"
            + " sum(case when r.kind = 'love' then 1 else 0 end) as loves ";
    private static final String LATEST = "order by t.last_activity_at desc, t.id desc";

    private final JdbcClient jdbc;

    PeerRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A thread without what other tables hold of it. */
    Optional<ThreadPage> find(String slug) {
        return jdbc.sql("select " + THREAD + " from thread t" + JOINS + "where t.slug = :slug")
                .param("slug", slug)
                .query(PeerRepository::thread)
                .optional();
    }

    List<String> tags(UUID thread) {
        List<String> tags = jdbc.sql("select tag from thread_tag where thread_id = :thread")
                .param("thread", thread)
                .query(String.class)
                .list();
        return tags.stream().sorted().toList();
    }

    Reactions reactions(UUID thread) {
        return jdbc.sql("select " + SUMS
                        + "from reaction r join post p on p.id = r.post_id where p.thread_id = :thread")
                .param("thread", thread)
                .query((row, n) -> counts(row))
                .single();
    }

    Map<UUID, Reactions> reactions(List<UUID> posts) {
        Map<UUID, Reactions> counts = new HashMap<>();
        if (!posts.isEmpty()) {
            jdbc.sql("select r.post_id, " + SUMS + "from reaction r where r.post_id in (:posts) group by r.post_id")
                    .param("posts", posts)
                    .query(row -> {
                        counts.put(row.getObject("post_id", UUID.class), counts(row));
                    });
        }
        return counts;
    }

    /** The posts that a thread's page shows, without their reactions. */
    List<Post> posts(UUID thread) {
        return jdbc.sql("select p.id, p.content, p.created_at, p.updated_at, " + AUTHOR
                        + " from post p join forum_user u on u.id = p.author_id where p.thread_id = :thread"
                        + " order by p.created_at, p.id limit :limit")
                .param("thread", thread)
                .param("limit", FIRST_POSTS)
                .query(PeerRepository::post)
                .list();
    }

    void requireCategory(String slug) {
        if (!isAll(slug)
                && jdbc.sql("select count(*) from category where slug = :slug")
                                .param("slug", slug)
                                .query(Long.class)
                                .single()
                        == 0) {
            throw new IllegalArgumentException("there is no category " + slug);
        }
    }

    long count(String category) {
        return of(category, "select count(*) from thread t where " + condition(category))
                .query(Long.class)
                .single();
    }

    List<Item> page(String category, int limit, long offset) {
        String page = "select * from thread t where " + condition(category) + LATEST + " limit :limit offset :offset";
        return of(category, "select " + THREAD + " from (" + page + ") t" + JOINS + LATEST)
                .param("limit", limit)
                .param("offset", offset)
                .query(PeerRepository::item)
                .list();
    }

    Optional<Category> category(String slug) {
        return jdbc.sql("""
                select c.id, c.slug, c.name, c.description, c.thread_count, c.post_count, c.icon, c.display_order,
                       p.id as parent_id, p.slug as parent_slug, p.name as parent_name
                from category c left join category p on p.id = c.parent_id
                where c.slug = :slug""").param("slug", slug).query(PeerRepository::category).optional();
    }

    private JdbcClient.StatementSpec of(String category, String sql) {
        JdbcClient.StatementSpec statement = jdbc.sql(sql);
        return isAll(category) ? statement : statement.param("category", category);
    }

    private static String condition(String category) {
        return isAll(category) ? "1 = 1 " : OF_CATEGORY;
    }

    private static boolean isAll(String category) {
        return category.equals("all");
    }

    private static ThreadPage thread(ResultSet row, int n) throws SQLException {
        return new ThreadPage(
                row.getObject("id", UUID.class),
                row.getString("slug"),
                row.getString("title"),
                categoryOf(row),
                author(row),
                List.of(),
                row.getLong("post_count"),
                row.getLong("view_count"),
                Reactions.NONE,
                time(row, "created_at"),
                time(row, "updated_at"),
                List.of());
    }

    private static Item item(ResultSet row, int n) throws SQLException {
        return new Item(
                row.getObject("id", UUID.class),
                row.getString("slug"),
                row.getString("title"),
                row.getString("excerpt"),
                author(row),
                categoryOf(row),
                row.getLong("post_count"),
                row.getLong("view_count"),
                time(row, "created_at"),
                time(row, "last_activity_at"));
    }

    private static Post post(ResultSet row, int n) throws SQLException {
        return new Post(
                row.getObject("id", UUID.class),
                author(row),
                row.getString("content"),
                Reactions.NONE,
                time(row, "created_at"),
                time(row, "updated_at"));
    }

    private static Category category(ResultSet row, int n) throws SQLException {
        UUID parent = row.getObject("parent_id", UUID.class);
        return new Category(
                row.getObject("id", UUID.class),
                row.getString("slug"),
                row.getString("name"),
                row.getString("description"),
                parent == null
                        ? null
                        : new CategoryRef(parent, row.getString("parent_slug"), row.getString("parent_name")),
                row.getLong("thread_count"),
                row.getLong("post_count"),
                row.getString("icon"),
                row.getInt("display_order"));
    }

    private static CategoryRef categoryOf(ResultSet row) throws SQLException {
        return new CategoryRef(
                row.getObject("category_id", UUID.class),
                row.getString("category_slug"),
                row.getString("category_name"));
    }

    private static Author author(ResultSet row) throws SQLException {
        return new Author(
                row.getObject("author_id", UUID.class), row.getString("author_name"), row.getString("author_avatar"));
    }

    private static Reactions counts(ResultSet row) throws SQLException {
        return new Reactions(row.getLong("likes"), row.getLong("helpfuls"), row.getLong("loves"));
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
