package org.forumcache.examples.plain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.forumcache.CacheRead;
import org.forumcache.CachedJson;
import org.forumcache.EmbeddedBackend;
import org.forumcache.EntryKey;
import org.forumcache.EntryKind;
import org.forumcache.ForumCacheService;
import org.forumcache.ForumEvent;
import org.forumcache.Invalidation;
import org.forumcache.ThreadListQuery;
import org.junit.jupiter.api.Test;

/** The samples of the pages on plain Java, and on keys and times-to-live. */
class WithoutSpringSampleTest {
    private final Repository repository = new Repository();

    @Test
    void aCacheIsBuilt() {
        EmbeddedBackend backend = EmbeddedBackend.withMaxSize(512L << 20);
        ForumCacheService cache = ForumCacheService.builder(backend)
                .ttl(EntryKind.THREAD, Duration.ofMinutes(30))
                .absentTtl(Duration.ofSeconds(10))
                .build();

        assertThat(cache.status().backend()).isEqualTo("embedded");
        cache.close();
        backend.close();
    }

    @Test
    void whatIsReadSaysWhereItCameFrom() {
        ForumCacheService cache = ForumCacheService.embedded();

        CacheRead read = cache.read(EntryKey.thread("yellow-leaves"), () -> repository.thread("yellow-leaves"));
        CachedJson json = read.json();
        if (json == null) {
            respond(404, "X-Cache: " + read.outcome());
        } else {
            respond(200, "X-Cache: " + read.outcome(), "ETag: " + json.etag(), json.toString());
        }

        assertThat(read.outcome()).hasToString("MISS");
        cache.close();
    }

    @Test
    void aListIsReadByItsQuery() {
        ForumCacheService cache = ForumCacheService.embedded();

        ThreadListQuery query = new ThreadListQuery("ferns", 1, 20, Map.of("sort", "-created_at"));
        Optional<CachedJson> list = cache.getThreadList(query, () -> repository.list(query));

        assertThat(list).isPresent();
        cache.close();
    }

    @Test
    void aWriteSaysWhatItChanged() {
        ForumCacheService cache = ForumCacheService.embedded();

        repository.move("yellow-leaves", "ferns", "diseases"); // commits
        boolean delivered =
                cache.invalidate(Invalidation.of(new ForumEvent.ThreadMoved("yellow-leaves", "ferns", "diseases")));

        assertThat(delivered).isTrue();
        cache.close();
    }

    private static void respond(int status, String... lines) {
        assertThat(status).isIn(200, 404);
        assertThat(lines).isNotEmpty();
    }

    private static final class Repository {
        Optional<Map<String, String>> thread(String slug) {
            return Optional.of(Map.of("slug", slug));
        }

        Optional<List<String>> list(ThreadListQuery query) {
            return Optional.of(List.of(query.categorySlug()));
        }

        void move(String slug, String from, String to) {
            assertThat(slug).isNotEqualTo(from).isNotEqualTo(to);
        }
    }
}
