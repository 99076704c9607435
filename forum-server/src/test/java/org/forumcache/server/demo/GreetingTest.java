package org.forumcache.server.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.forumcache.server.demo.Greeting.Demo;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GreetingTest {
    private static final String ADDRESS = "http://localhost:65535";
    private static final String THREAD = "a-thread-whose-slug-is-40-characters-lon";
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";

    @Test
    void withoutTheDemoItIsOneLineWithTheAddress() {
        String text = new Greeting(ADDRESS, Optional.empty()).text();

        assertThat(text).isEqualTo("Forum Cache is ready: http://localhost:65535");
    }

    @Test
    void theDemoSaysWhatItIsAndWhereItsDataLies() {
        assertThat(demo(TOKEN)).contains(ADDRESS, "This is a demo", "/srv/forum/data/forum.mv.db");
    }

    @Test
    void itInvitesToAMissAHitAndAWriteWithARead() {
        assertThat(demo(TOKEN).lines().map(String::strip).filter(line -> line.startsWith("curl")))
                .containsExactly(
                        "curl -i -w '\\n' " + ADDRESS + "/api/threads/" + THREAD,
                        "curl -i -w '\\n' " + ADDRESS + "/api/threads/" + THREAD,
                        "curl -H 'Content-Type: application/json' -d '{\"content\": \"Mine is doing fine.\"}' \\",
                        "curl -i -w '\\n' " + ADDRESS + "/api/threads/" + THREAD);
        assertThat(demo(TOKEN)).contains("Authorization: Bearer " + TOKEN);
    }

    @Test
    void theTokenComesWithTheSentenceThatItIsOfThisRunAndStoredAsAHash() {
        assertThat(demo(TOKEN)).contains("valid for this run and stored only as a hash:\n    " + TOKEN);
    }

    @Test
    void aConfiguredTokenIsNotShown() {
        assertThat(demo(null)).contains("Bearer $TOKEN", "TOKEN stands for").doesNotContain("null");
    }

    @Test
    void noLineIsAHundredCharactersWideOrEndsInASpace() {
        assertThat(demo(TOKEN).lines()).allSatisfy(line -> {
            assertThat(line).hasSizeLessThan(100);
            assertThat(line).isEqualTo(line.stripTrailing());
        });
    }

    private static String demo(@Nullable String token) {
        return new Greeting(ADDRESS, Optional.of(new Demo("/srv/forum/data/forum.mv.db", THREAD, token))).text();
    }
}
