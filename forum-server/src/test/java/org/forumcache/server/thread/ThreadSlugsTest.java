package org.forumcache.server.thread;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.random.RandomGenerator;
import org.forumcache.CacheKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThreadSlugsTest {
    private final ThreadSlugs slugs = new ThreadSlugs(RandomGenerator.getDefault());

    @ParameterizedTest
    @CsvSource({
        "Why are my leaves yellowing?, why-are-my-leaves-yellowing",
        "'  Crème brûlée: 2 plants!  ', creme-brulee-2-plants",
        "盆栽, thread",
        "---, thread",
        "ﬁne ① print, fine-1-print",
        "İstanbul, istanbul"
    })
    void aSlugIsTheTitlesWordsAndASuffix(String title, String words) {
        assertThat(slugs.forTitle(title)).matches(words + "-[a-z0-9]{6}");
    }

    @Test
    void equalTitlesGetDifferentSlugs() {
        assertThat(slugs.forTitle("Moss")).isNotEqualTo(slugs.forTitle("Moss"));
    }

    @Test
    void theLongestTitleGivesAValidSlug() {
        String slug = slugs.forTitle("a b".repeat(66));

        assertThat(slug).hasSizeLessThanOrEqualTo(87).doesNotContain("--");
        assertThat(CacheKeys.thread(slug)).endsWith(slug);
    }
}
