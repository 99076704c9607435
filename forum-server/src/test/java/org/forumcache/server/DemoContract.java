package org.forumcache.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.forumcache.CacheBackend;
import org.forumcache.EmbeddedBackend;
import org.forumcache.ForumCacheService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The demo forum as a first start writes it, and what the console says of it. */
@ExtendWith(OutputCaptureExtension.class)
abstract class DemoContract {
    private static final String WANTED = "--forum.demo.enabled=true";
    private static final String SMALL = "--forum.demo.threads=60";
    private static final Pattern WRITTEN = Pattern.compile("Wrote a demo forum of .*");
    private static final Pattern TOKEN = Pattern.compile("stored only as a hash:\\s+(\\S+)");

    /** The address of a database with nothing in it. */
    abstract String emptyDatabase();

    @Test
    void twoThousandThreadsAreWrittenAndEveryCounterEqualsItsRows(CapturedOutput output) {
        try (StartedForum forum = StartedForum.start(emptyDatabase(), WANTED)) {
            System.out.println(getClass().getSimpleName() + ": " + written(output));

            assertThat(forum.count("thread")).isEqualTo(2_000);
            assertThat(forum.count("category")).isEqualTo(12);
            assertThat(forum.count("category where parent_id is not null")).isPositive();
            assertThat(forum.count("forum_user where role = 'member'")).isEqualTo(80);
            assertThat(forum.count("post")).isBetween(16_000L, 20_000L);
            assertThat(forum.count("reaction")).isGreaterThan(5_000);
            assertThat(forum.count("thread_tag")).isGreaterThan(2_000);
            assertCountersEqualRows(forum);
            assertItIsReadAsAnyOther(forum);
        }
    }

    private static void assertCountersEqualRows(StartedForum forum) {
        assertThat(forum.count("thread t where post_count <> (select count(*) from post where thread_id = t.id)"))
                .isZero();
        assertThat(forum.count("thread t where last_activity_at <>"
                        + " (select max(created_at) from post where thread_id = t.id)"))
                .isZero();
        assertThat(forum.count("thread t where 1 <> (select count(*) from post p where p.thread_id = t.id"
                        + " and p.opening and p.author_id = t.author_id and p.created_at = t.created_at)"))
                .isZero();
        assertThat(forum.count("category c where thread_count <> (select count(*) from thread where category_id = c.id)"
                        + " or post_count <> (select count(*) from post p join thread t on t.id = p.thread_id"
                        + " where t.category_id = c.id)"))
                .isZero();
    }

    private static void assertItIsReadAsAnyOther(StartedForum forum) {
        assertThat(forum.cache().status().entries())
                .as("nothing is cached before")
                .hasValue(0);
        Reply list = forum.get("/api/threads?sort=-view_count").ok();
        String slug = String.valueOf(list.results("slug").get(0));
        Reply thread = forum.get("/api/threads/" + slug).ok();

        assertThat(list.cache()).isEqualTo("MISS");
        assertThat(list.number("count")).isEqualTo(2_000);
        assertThat(thread.number("post_count")).isEqualTo(150);
        assertThat(thread.items("posts")).hasSize(20);
        assertThat(forum.get("/api/categories").ok().array()).hasSize(12);
    }

    @Test
    void theSameForumIsThereAtTheNextStartWithAnotherToken(CapturedOutput output) {
        String database = emptyDatabase();
        String post;
        try (StartedForum first = StartedForum.start(database, WANTED, SMALL)) {
            post = first.database().queryForObject("select min(content) from post", String.class);
        }
        String earlier = tokens(output).get(0);

        try (StartedForum second = StartedForum.start(database, WANTED, SMALL)) {
            String token = tokens(output).get(1);

            assertThat(second.count("thread")).isEqualTo(60);
            assertThat(second.database().queryForObject("select min(content) from post", String.class))
                    .isEqualTo(post);
            assertThat(second.statusFor(token)).isEqualTo(200);
            assertThat(second.statusFor(earlier)).isEqualTo(401);
            assertThat(WRITTEN.matcher(output).results()).hasSize(1);
        }
    }

    @Test
    void theTokenIsStoredAsAHashOnlyAndIsGoneWhenTheServerStops(CapturedOutput output) throws SQLException {
        String database = emptyDatabase();
        try (StartedForum forum = StartedForum.start(database, WANTED, SMALL)) {
            String token = tokens(output).get(0);

            assertThat(forum.statusFor(token)).isEqualTo(200);
            assertThat(forum.database().queryForList("select hash from access_token", String.class))
                    .singleElement()
                    .asString()
                    .matches("[0-9a-f]{64}")
                    .isNotEqualTo(token);
            assertThat(output.toString().split(Pattern.quote(token), -1))
                    .as("it is shown in the line to copy and once more, and nowhere else")
                    .hasSize(3);
        }

        try (Connection connection = DriverManager.getConnection(database);
                Statement statement = connection.createStatement();
                ResultSet tokens = statement.executeQuery("select id from access_token")) {
            assertThat(tokens.next()).isFalse();
        }
    }

    @Test
    void aDatabaseThatIsInUseIsLeftAlone(CapturedOutput output) {
        String database = emptyDatabase();
        try (StartedForum forum = StartedForum.start(database, "--forum.demo.enabled=false")) {
            forum.database()
                    .update("insert into category (id, slug, name, created_at)"
                            + " values ('11111111-1111-1111-1111-111111111111', 'mine', 'Mine', current_timestamp)");
        }

        try (StartedForum forum = StartedForum.start(database, WANTED)) {
            assertThat(forum.count("category")).isOne();
            assertThat(forum.count("thread")).isZero();
            assertThat(forum.count("access_token")).isZero();
        }
        assertThat(output).contains("the database is not empty").doesNotContain("curl");
    }

    /** As with a cache that outlives the database it was filled from. */
    @Test
    void aNewForumShowsNothingOfAnotherThatTheCacheStillHolds() {
        CacheBackend backend = EmbeddedBackend.withMaxSize(EmbeddedBackend.DEFAULT_MAX_SIZE);
        ForumCacheService earlier = ForumCacheService.builder(backend).build();
        earlier.setThread("from-another-forum", Map.of("title", "From another forum"));
        earlier.setCategory("all", List.of("another forum's categories"));

        try (StartedForum forum = StartedForum.startWith(backend, emptyDatabase(), WANTED, SMALL)) {
            assertThat(forum.get("/api/threads/from-another-forum").status()).isEqualTo(404);
            assertThat(forum.get("/api/categories").ok().array()).hasSize(12);
        }
    }

    @Test
    void aForumThatIsThereAlreadyKeepsItsCache() {
        String database = emptyDatabase();
        StartedForum.start(database, WANTED, SMALL).close();
        CacheBackend backend = EmbeddedBackend.withMaxSize(EmbeddedBackend.DEFAULT_MAX_SIZE);
        ForumCacheService.builder(backend).build().setThread("kept", Map.of("title", "Kept"));

        try (StartedForum forum = StartedForum.startWith(backend, database, WANTED, SMALL)) {
            assertThat(forum.get("/api/threads/kept").ok().cache()).isEqualTo("HIT");
        }
    }

    @Test
    void aConfiguredTokenTakesThePlaceOfTheOneMadeForTheRun(CapturedOutput output) {
        try (StartedForum forum = StartedForum.start(
                emptyDatabase(), WANTED, SMALL, "--forum.bootstrap.admin-token=a-token-of-my-own-0123456789")) {
            assertThat(forum.statusFor("a-token-of-my-own-0123456789")).isEqualTo(200);
            assertThat(forum.count("access_token")).isOne();
            assertThat(output).contains("Bearer $TOKEN").doesNotContain("a-token-of-my-own-0123456789");
        }
    }

    @Test
    void theLinesOfTheGreetingWorkInAShell(CapturedOutput output) throws Exception {
        try (StartedForum forum = StartedForum.start(emptyDatabase(), WANTED, SMALL)) {
            assertThat(output).contains("Forum Cache is ready: " + forum.url(""));

            String shown = shell(linesToTry(output));

            assertThat(Pattern.compile("X-Cache: (\\w+)")
                            .matcher(shown)
                            .results()
                            .map(cache -> cache.group(1)))
                    .containsExactly("MISS", "HIT", "MISS");
            // Once as the answer to the write, once in the page that was read after it.
            assertThat(shown.split("Mine is doing fine.", -1)).hasSize(3);
        }
    }

    private static String linesToTry(CapturedOutput output) {
        String greeting = output.toString().substring(output.toString().indexOf("1. A miss"));
        return String.join(
                "\n",
                greeting.lines()
                        .takeWhile(line -> !line.startsWith("The administrator"))
                        .filter(line -> line.startsWith("    "))
                        .toList());
    }

    private static String shell(String lines) throws IOException, InterruptedException {
        assumeTrue(
                Stream.of(System.getenv("PATH").split(":", -1))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "curl"))),
                "there is no curl here");
        Process shell = new ProcessBuilder("sh", "-c", lines)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String shown = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).isZero();
        return shown;
    }

    static List<String> tokens(CapturedOutput output) {
        return TOKEN.matcher(output).results().map(token -> token.group(1)).toList();
    }

    static String written(CapturedOutput output) {
        return WRITTEN.matcher(output)
                .results()
                .map(MatchResult::group)
                .findFirst()
                .orElse("nothing written");
    }
}
