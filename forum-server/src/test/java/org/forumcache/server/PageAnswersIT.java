package org.forumcache.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

/** What the addresses behind the pages answer, without a browser; the server is the one of {@link ForumOnH2IT}. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:forum;DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=1500",
            "forum.demo.enabled=false"
        })
@Import(ForumClients.class)
class PageAnswersIT {
    @Autowired
    Forum forum;

    @Test
    void filesAreAskedForAgainAndSentOnlyWhenTheyChanged() {
        for (String path : List.of("/", "/assets/main.js", "/assets/uplot/uPlot.esm.js")) {
            Reply first = forum.get(path).ok();
            Reply again = forum.get(path, "If-None-Match", first.header("ETag"));

            assertThat(first.header("Cache-Control")).as(path).isEqualTo("no-cache");
            assertThat(again.status()).as(path).isEqualTo(304);
        }
    }

    @Test
    void pagesContainNothingThatIsWrittenIntoThem() {
        Reply page = forum.get("/").ok();

        assertThat(page.header("Content-Type")).isEqualTo("text/html;charset=UTF-8");
        assertThat(page.text()).doesNotContainPattern("<style|style=|<script(?! type=\"module\" src)| on[a-z]+=");
        assertThat(page.header("Content-Security-Policy"))
                .contains("default-src 'self'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
    }

    @Test
    void anAccountIsToldWhoItIs() {
        Reply member = forum.json("GET", forum.ann, "/account", "").ok();
        Reply root = forum.json("GET", forum.admin, "/account", "").ok();

        assertThat(member.json()).containsOnlyKeys("id", "username", "administrator");
        assertThat(List.of(member.json(), root.json()))
                .extracting(account -> account.get("administrator"))
                .containsExactly(false, true);
        assertThat(member.header("Cache-Control")).contains("no-store");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/cache/live", "/cache/entries/thread/x", "/cache/entries/list", "/cache/entries/key?key=x"})
    void whatTheDashboardReadsIsForAdministratorsOnly(String path) {
        assertThat(forum.get(path).status()).isEqualTo(401);
        assertThat(forum.json("GET", forum.ann, path, "").status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/cache/entries/thread/a.b",
                "/cache/entries/list?page=0",
                "/cache/entries/key",
                "/cache/entries/key?key=x"
            })
    void whatNamesNoEntryIsRefused(String path) {
        assertThat(forum.json("GET", forum.admin, path, "").is(400).json()).containsKey("parameter");
    }
}
