package org.forumcache.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Objects;
import java.util.stream.IntStream;
import org.forumcache.CacheStats;
import org.forumcache.EntryKind;
import org.forumcache.ForumCacheService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Views counted over HTTP, with a short interval between flushes. */
abstract class ViewsContract {
    private static final Duration SOON = Duration.ofSeconds(20);

    @Autowired
    Forum forum;

    @Autowired
    JdbcTemplate database;

    @Autowired
    ForumCacheService cache;

    private String slug = "";
    private String path = "";

    @BeforeEach
    void write() {
        slug = forum.thread(forum.category());
        path = "/api/threads/" + slug;
    }

    @Test
    void everyAnsweredReadCountsAHitToo() {
        Reply miss = forum.get(path).ok();
        Reply hit = forum.get(path).ok();
        Reply unchanged = forum.get(path, "If-None-Match", miss.header("ETag")).is(304);

        assertThat(miss.cache()).isEqualTo("MISS");
        assertThat(hit.cache()).isEqualTo("HIT");
        assertThat(unchanged.status()).isEqualTo(304);
        await().atMost(SOON).untilAsserted(() -> assertThat(stored()).isEqualTo(3));
    }

    @Test
    void neitherLooksAtTheHeadersNorListsNorAbsentThreadsCount() {
        forum.head(path).ok();
        forum.get("/api/threads").ok();
        forum.get(path + "/posts").ok();
        forum.get("/api/threads/no-such-thread").is(404);
        forum.get(path).ok();

        await().atMost(SOON).untilAsserted(() -> assertThat(stored()).isOne());
    }

    @Test
    void countingInvalidatesNothingAndCachedPagesLag() {
        Reply miss = forum.get(path).ok();
        CacheStats.Counts before = cache.stats().of(EntryKind.THREAD);
        IntStream.range(0, 10).forEach(i -> forum.get(path).ok());
        await().atMost(SOON).untilAsserted(() -> assertThat(stored()).isEqualTo(11));

        Reply later = forum.get(path).ok();

        assertThat(later.cache()).isEqualTo("HIT");
        assertThat(later.text()).isEqualTo(miss.text());
        assertThat(later.number("view_count")).isZero();
        CacheStats.Counts after = cache.stats().of(EntryKind.THREAD);
        assertThat(after.invalidations()).isEqualTo(before.invalidations());
        assertThat(after.fills()).isEqualTo(before.fills());
    }

    @Test
    void aPageThatIsLoadedAnewShowsTheViewsWritten() {
        forum.get(path).ok();
        await().atMost(SOON).untilAsserted(() -> assertThat(stored()).isOne());

        forum.reply(slug);

        assertThat(forum.get(path).ok().number("view_count")).isOne();
    }

    @Test
    void viewsOfADeletedThreadHoldNothingUp() {
        String other = forum.thread(forum.category());
        forum.get(path).ok();
        forum.delete(forum.ann, path).is(204);

        forum.get("/api/threads/" + other).ok();

        await().atMost(SOON).untilAsserted(() -> assertThat(stored(other)).isOne());
    }

    private long stored() {
        return stored(slug);
    }

    private long stored(String thread) {
        return Objects.requireNonNull(
                database.queryForObject("select view_count from thread where slug = ?", Long.class, thread));
    }
}
