package org.forumcache.server.category;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.forumcache.server.Timestamps;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Categories in the database. */
@Repository
class CategoryRepository {
    private static final String DOCUMENTS = """
            select c.id, c.slug, c.name, c.description, c.thread_count, c.post_count, c.icon, c.display_order,
                   p.id as parent_id, p.slug as parent_slug, p.name as parent_name
            from category c left join category p on p.id = c.parent_id
            """;

    private final JdbcClient jdbc;

    CategoryRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<CategoryDocument> all() {
        return jdbc.sql(DOCUMENTS + "order by c.display_order, c.slug")
                .query(CategoryRepository::document)
                .list();
    }

    Optional<CategoryDocument> find(String slug) {
        return jdbc.sql(DOCUMENTS + "where c.slug = :slug")
                .param("slug", slug)
                .query(CategoryRepository::document)
                .optional();
    }

    boolean exists(String slug) {
        return jdbc.sql("select count(*) from category where slug = :slug")
                        .param("slug", slug)
                        .query(Long.class)
                        .single()
                > 0;
    }

    Optional<CategoryRef> lock(String slug) {
        return jdbc.sql("select id, slug, name from category where slug = :slug for update")
                .param("slug", slug)
                .query(CategoryRepository::ref)
                .optional();
    }

    CategoryRef ref(UUID id) {
        return jdbc.sql("select id, slug, name from category where id = :id")
                .param("id", id)
                .query(CategoryRepository::ref)
                .single();
    }

    /** Locks all categories, in an order that no two transactions can block each other with. */
    List<Link> lockAll() {
        return jdbc.sql("select id, slug, parent_id from category order by id for update")
                .query((row, n) -> new Link(
                        row.getObject("id", UUID.class), row.getString("slug"), row.getObject("parent_id", UUID.class)))
                .list();
    }

    void insert(UUID id, CategoryFields.New category, @Nullable UUID parent, Instant now) {
        bind("""
                        insert into category
                            (id, slug, name, description, parent_id, icon, display_order, created_at)
                        values (:id, :slug, :name, :description, :parent, :icon, :displayOrder, :now)""", category.fields(), parent)
                .param("id", id)
                .param("slug", category.slug())
                .param("now", Timestamps.parameter(now))
                .update();
    }

    void update(UUID id, CategoryFields fields, @Nullable UUID parent) {
        bind("""
                        update category
                        set name = :name, description = :description, parent_id = :parent, icon = :icon,
                            display_order = :displayOrder
                        where id = :id""", fields, parent).param("id", id).update();
    }

    private JdbcClient.StatementSpec bind(String sql, CategoryFields fields, @Nullable UUID parent) {
        return jdbc.sql(sql)
                .param("name", fields.name())
                .param("description", fields.description())
                .param("parent", parent)
                .param("icon", fields.icon())
                .param("displayOrder", fields.displayOrder());
    }

    Set<String> threadsIn(UUID category) {
        return jdbc.sql("select slug from thread where category_id = :category")
                .param("category", category)
                .query(String.class)
                .set();
    }

    /** The categories whose stored counts differ from what there is. */
    List<Counts> outdatedCounts() {
        return jdbc.sql("""
                select c.id, c.slug, coalesce(t.threads, 0) as threads, coalesce(t.posts, 0) as posts
                from category c
                left join (select category_id, count(*) as threads, sum(post_count) as posts
                           from thread group by category_id) t on t.category_id = c.id
                where c.thread_count <> coalesce(t.threads, 0) or c.post_count <> coalesce(t.posts, 0)
                order by c.id""")
                .query((row, n) -> new Counts(
                        row.getObject("id", UUID.class),
                        row.getString("slug"),
                        row.getLong("threads"),
                        row.getLong("posts")))
                .list();
    }

    void store(Counts counts) {
        jdbc.sql("update category set thread_count = :threads, post_count = :posts where id = :id")
                .param("threads", counts.threads())
                .param("posts", counts.posts())
                .param("id", counts.id())
                .update();
    }

    private static CategoryRef ref(ResultSet row, int n) throws SQLException {
        return new CategoryRef(row.getObject("id", UUID.class), row.getString("slug"), row.getString("name"));
    }

    private static CategoryDocument document(ResultSet row, int n) throws SQLException {
        UUID parent = row.getObject("parent_id", UUID.class);
        return new CategoryDocument(
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

    /** A category's place under another one. */
    record Link(UUID id, String slug, @Nullable UUID parent) {}

    /** How much there is in a category. */
    record Counts(UUID id, String slug, long threads, long posts) {}
}
