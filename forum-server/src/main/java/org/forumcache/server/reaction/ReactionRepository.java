package org.forumcache.server.reaction;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.forumcache.server.Timestamps;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reactions in the database. */
@Repository
class ReactionRepository {
    private static final String SUMS = """
            sum(case when r.kind = 'like' then 1 else 0 end) as likes,
            sum(case when r.kind = 'helpful' then 1 else 0 end) as helpfuls,
            sum(case when r.kind = 'love' then 1 else 0 end) as loves
            """;

    private final JdbcClient jdbc;

    ReactionRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps the post from being deleted, and from being reacted to by others, until the transaction ends. */
    boolean lockPost(UUID post) {
        return jdbc.sql("select id from post where id = :post for update")
                .param("post", post)
                .query(UUID.class)
                .optional()
                .isPresent();
    }

    /** The slug of the thread that the post is in. */
    Optional<String> threadOf(UUID post) {
        return jdbc.sql("select t.slug from post p join thread t on t.id = p.thread_id where p.id = :post")
                .param("post", post)
                .query(String.class)
                .optional();
    }

    /** Adds a reaction to a locked post; returns whether it was not there. */
    boolean add(Reaction reaction, Instant now) {
        boolean there = jdbc.sql("""
                select count(*) from reaction where post_id = :post and user_id = :user and kind = :kind""")
                        .paramSource(reaction.parameters())
                        .query(Long.class)
                        .single()
                > 0;
        if (there) {
            return false;
        }
        jdbc.sql("insert into reaction (post_id, user_id, kind, created_at) values (:post, :user, :kind, :now)")
                .paramSource(reaction.parameters().addValue("now", Timestamps.parameter(now)))
                .update();
        return true;
    }

    /** Removes a reaction; returns whether it was there. */
    boolean remove(Reaction reaction) {
        return jdbc.sql("delete from reaction where post_id = :post and user_id = :user and kind = :kind")
                        .paramSource(reaction.parameters())
                        .update()
                > 0;
    }

    /** The counts of posts that have reactions. */
    Map<UUID, ReactionCounts> counts(Collection<UUID> posts) {
        Map<UUID, ReactionCounts> counts = new HashMap<>();
        if (!posts.isEmpty()) {
            jdbc.sql("select r.post_id, " + SUMS + "from reaction r where r.post_id in (:posts) group by r.post_id")
                    .param("posts", posts)
                    .query(row -> {
                        counts.put(row.getObject("post_id", UUID.class), counts(row));
                    });
        }
        return counts;
    }

    /** The counts of all posts of a thread together. */
    ReactionCounts total(UUID thread) {
        return jdbc.sql("select " + SUMS
                        + "from reaction r join post p on p.id = r.post_id where p.thread_id = :thread")
                .param("thread", thread)
                .query((row, n) -> counts(row))
                .single();
    }

    private static ReactionCounts counts(ResultSet row) throws SQLException {
        return new ReactionCounts(row.getLong("likes"), row.getLong("helpfuls"), row.getLong("loves"));
    }
}
