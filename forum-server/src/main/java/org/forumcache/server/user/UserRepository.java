package org.forumcache.server.user;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.forumcache.server.Timestamps;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Accounts and the hashes of their tokens in the database. */
@Repository
class UserRepository {
    private final JdbcClient jdbc;

    UserRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Member> find(String username) {
        return jdbc.sql("select id, username, role from forum_user where username = :username")
                .param("username", username)
                .query(UserRepository::member)
                .optional();
    }

    void insert(Member member, @Nullable String avatarUrl, Instant now) {
        jdbc.sql("""
                insert into forum_user (id, username, avatar_url, role, created_at)
                values (:id, :username, :avatarUrl, :role, :now)""")
                .param("id", member.id())
                .param("username", member.username())
                .param("avatarUrl", avatarUrl)
                .param("role", member.role().label())
                .param("now", Timestamps.parameter(now))
                .update();
    }

    void insertToken(UUID id, UUID userId, TokenHash hash, Instant now) {
        jdbc.sql("""
                insert into access_token (id, user_id, hash_prefix, hash, created_at)
                values (:id, :userId, :prefix, :hash, :now)""")
                .param("id", id)
                .param("userId", userId)
                .param("prefix", hash.prefix())
                .param("hash", hash.hex())
                .param("now", Timestamps.parameter(now))
                .update();
    }

    void deleteToken(UUID id) {
        jdbc.sql("delete from access_token where id = :id").param("id", id).update();
    }

    void deleteToken(TokenHash hash) {
        jdbc.sql("delete from access_token where hash = :hash")
                .param("hash", hash.hex())
                .update();
    }

    List<Candidate> findByPrefix(String prefix) {
        return jdbc.sql("""
                select u.id, u.username, u.role, t.hash
                from access_token t join forum_user u on u.id = t.user_id
                where t.hash_prefix = :prefix""")
                .param("prefix", prefix)
                .query((row, n) -> new Candidate(member(row, n), new TokenHash(row.getString("hash"))))
                .list();
    }

    private static Member member(ResultSet row, int n) throws SQLException {
        return new Member(
                row.getObject("id", UUID.class), row.getString("username"), Role.labelled(row.getString("role")));
    }

    /** An account, and the hash of one of its tokens. */
    record Candidate(Member member, TokenHash hash) {}
}
