package org.forumcache.examples.plain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.forumcache.CachedJson;
import org.forumcache.ForumCacheService;
import org.forumcache.ForumEvent;
import org.forumcache.Invalidation;
import org.junit.jupiter.api.Test;

/** The first sample of the README. */
class ReadmeSampleTest {
    private final Threads threads = new Threads();
    private final Response response = new Response();
    private final String slug = "yellow-leaves";
    private final String category = "ferns";

    @Test
    void showsTheReplyInTheNextRead() throws IOException {
        ForumCacheService cache = ForumCacheService.embedded();

        // Read: from the cache, or else from the database; one load for all who ask, stored only if still current.
        Optional<CachedJson> page = cache.getThread(slug, () -> threads.find(slug));
        if (page.isPresent()) {
            page.get().writeTo(response.getOutputStream());
        }

        // Write: change the database, commit, say what changed, and only then answer.
        threads.addReply(slug, "Water it less.");
        cache.invalidate(Invalidation.of(new ForumEvent.PostCreated(slug, category)));

        assertThat(response.out.toString(StandardCharsets.UTF_8)).isEqualTo("[]");
        assertThat(cache.getThread(slug, () -> threads.find(slug)))
                .hasValueSatisfying(fresh -> assertThat(fresh).hasToString("[\"Water it less.\"]"));
        cache.close();
    }

    private static final class Threads {
        private final List<String> posts = new ArrayList<>();

        Optional<List<String>> find(String slug) {
            return slug.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(posts));
        }

        void addReply(String slug, String text) {
            posts.add(slug.isEmpty() ? slug : text);
        }
    }

    private static final class Response {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        ByteArrayOutputStream getOutputStream() {
            return out;
        }
    }
}
