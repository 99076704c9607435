package org.forumcache.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

/** Views counted in H2. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:views;DB_CLOSE_DELAY=-1",
            "forum.demo.enabled=false",
            "forum.views.flush-interval=200ms"
        })
@Import(ForumClients.class)
class ViewsOnH2IT extends ViewsContract {

    @Test
    void viewsAreWrittenWhenTheServerStops(@TempDir Path folder) {
        String url = "jdbc:h2:file:" + folder.resolve("forum") + ";DB_CLOSE_ON_EXIT=FALSE";
        long before;
        try (StartedForum forum =
                StartedForum.start(url, "--forum.demo.threads=1", "--forum.views.flush-interval=1h")) {
            String thread = "/api/threads/" + forum.database().queryForObject("select slug from thread", String.class);
            before = views(forum);
            IntStream.range(0, 25).forEach(i -> forum.get(thread).ok());
            assertThat(views(forum)).isEqualTo(before);
        }

        try (StartedForum next = StartedForum.start(url)) {
            assertThat(views(next)).isEqualTo(before + 25);
        }
    }

    private static long views(StartedForum forum) {
        Long views = forum.database().queryForObject("select sum(view_count) from thread", Long.class);
        return views == null ? 0 : views;
    }
}
