package org.forumcache.server.demo;

import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the demo needs to know of the database. */
@Repository
class DemoRepository {
    /** Well read; if possible, so short that a reply shows on the first page, and an address that fits into a line. */
    private static final String THREAD_TO_TRY = """
            select slug from thread
            order by case when post_count <= 6 and char_length(slug) <= 40 then 0
                          when post_count <= 12 then 1
                          else 2 end,
                     view_count desc, slug
            limit 1""";

    private final JdbcClient jdbc;
    private final JdbcTemplate connections;

    DemoRepository(JdbcClient jdbc, JdbcTemplate connections) {
        this.jdbc = jdbc;
        this.connections = connections;
    }

    /** Whether the demo forum is wanted, and is there or has an empty database to go to. */
    boolean willShowDemo(DemoSettings settings) {
        return isWanted(settings) && (isWritten() || isEmpty());
    }

    /** Whether the settings want the demo forum; if they say nothing, only H2 gets it. */
    boolean isWanted(DemoSettings settings) {
        return Objects.requireNonNullElseGet(settings.enabled(), this::isH2);
    }

    private boolean isH2() {
        return url().startsWith("jdbc:h2:");
    }

    /** The address of the database. */
    String url() {
        ConnectionCallback<String> url = connection -> connection.getMetaData().getURL();
        return Optional.ofNullable(connections.execute(url)).orElse("");
    }

    /** Whether the demo forum is there. It is written as a whole or not at all, so one category stands for all. */
    boolean isWritten() {
        return count("select count(*) from category where id = '" + DemoIds.category("plant-care") + "'") > 0;
    }

    /** Whether nobody has used the forum yet. An administrator may be there. */
    boolean isEmpty() {
        return count("select count(*) from category") == 0
                && count("select count(*) from thread") == 0
                && count("select count(*) from forum_user where role <> 'admin'") == 0;
    }

    /** A thread that is good to try the forum with. */
    Optional<String> threadToTry() {
        return jdbc.sql(THREAD_TO_TRY).query(String.class).optional();
    }

    /** Writes a demo forum and returns how many posts it has. */
    int write(DemoForum forum) {
        return new DemoWriter(connections, forum).write();
    }

    private long count(String query) {
        return jdbc.sql(query).query(Long.class).single();
    }
}
