package org.forumcache.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ForumDocumentsTest {

    @Test
    void theSameSeedMakesTheSameDocuments() {
        Map<String, Object> first = new ForumDocuments(7).thread("some-thread");

        assertThat(new ForumDocuments(7).thread("some-thread")).isEqualTo(first);
        assertThat(new ForumDocuments(8).thread("some-thread")).isNotEqualTo(first);
    }

    @Test
    void pagesHoldTwentyPostsOrThreads() {
        ForumDocuments documents = new ForumDocuments(7);

        assertThat(documents.thread("some-thread"))
                .extractingByKey("posts")
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .hasSize(20);
        assertThat(documents.list())
                .extractingByKey("results")
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .hasSize(20);
    }

    @Test
    void threadOfAboutALengthIsLongerByLessThanAPost() {
        Map<String, Object> thread = new ForumDocuments(7).threadOfAbout(40_960, "some-thread");

        assertThat(JsonMapper.shared().writeValueAsBytes(thread)).hasSizeBetween(40_960, 40_960 + 1_800);
    }
}
