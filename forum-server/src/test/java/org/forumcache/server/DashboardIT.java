package org.forumcache.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.Objects;
import java.util.regex.Pattern;
import org.forumcache.CacheKeys;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

/** The cache dashboard in a real browser; the server is the one of {@link ForumOnH2IT}. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:forum;DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=1500",
            "forum.demo.enabled=false"
        })
@Import(ForumClients.class)
class DashboardIT {
    private static Chromium chromium;

    @Autowired
    Forum forum;

    private Visitor administrator;
    private String category = "";
    private String thread = "";

    @BeforeAll
    static void startBrowser() {
        chromium = Chromium.start();
    }

    @AfterAll
    static void stopBrowser() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void open() {
        category = forum.category();
        thread = forum.thread(category);
        administrator = chromium.visitor("http://127.0.0.1:" + forum.port());
        administrator.open("/cache");
        administrator.signIn(forum.admin);
        assertThat(administrator.page().locator(".state")).hasText("Live");
    }

    @AfterEach
    void leave() {
        administrator.close();
    }

    private Locator tile(String label) {
        return administrator.page().locator(".tile").filter(new Locator.FilterOptions().setHasText(label));
    }

    /** The log without what the schedule of every minute may add to it meanwhile. */
    private Locator log() {
        return administrator
                .page()
                .locator(".log tbody tr")
                .filter(new Locator.FilterOptions().setHasNotText("Counts changed"));
    }

    private Locator panel(String title) {
        return administrator.page().locator(".panel").filter(new Locator.FilterOptions().setHasText(title));
    }

    @Test
    void readsAreCountedWhileOneLooks() {
        assertThat(tile("Threads")).containsText(Pattern.compile("hits|no reads yet"));
        for (int i = 0; i < 25; i++) {
            forum.get("/api/threads/" + thread).ok();
        }
        Reply report = forum.get("/actuator/forumcache", "Authorization", "Bearer " + forum.admin);
        Object counted = Reply.map(report.ok().json().get("thread")).get("hits");
        long hits = ((Number) Objects.requireNonNull(counted)).longValue();

        assertThat(hits).isGreaterThanOrEqualTo(24);
        assertThat(tile("Threads")).containsText(String.format("%,d hits", hits));
        assertThat(administrator.page().locator(".uplot")).hasCount(4);
        assertThat(administrator.page().locator(".plot").first())
                .hasAttribute(
                        "aria-label", Pattern.compile("Reads per second\\. Now: Hits [\\d.]+, Misses [\\d.]+\\."));
    }

    @Test
    void anInvalidationIsLoggedWithItsCauseAndItsKeysLeadToTheirEntries() {
        forum.reply(thread);

        assertThat(log().first()).containsText("Post created");
        assertThat(log().first()).containsText(thread + " in " + category);
        assertThat(log().first()).containsText("lists of all, " + category);
        forum.get("/api/threads/" + thread).ok();
        administrator.button(CacheKeys.thread(thread)).first().click();
        assertThat(panel("Look up an entry")).containsText("present");
        assertThat(panel("Look up an entry")).containsText(Pattern.compile("Time left\\d+ min"));
        assertThat(panel("Look up an entry")).containsText(Pattern.compile("Stamp[0-9a-f]{32}"));
        assertThat(panel("Look up an entry").locator("pre")).containsText("\"post_count\": 2");
    }

    @Test
    void anEntryIsDroppedByAButtonAfterAQuestion() {
        forum.get("/api/threads/" + thread).ok();
        assertThat(forum.get("/api/threads/" + thread).cache()).isEqualTo("HIT");
        administrator.label("Slug").fill(thread);
        administrator.button("Look up").click();

        administrator.button("Drop this entry").click();
        administrator.button("Cancel").click();
        assertThat(forum.get("/api/threads/" + thread).cache()).isEqualTo("HIT");
        administrator.button("Drop this entry").click();
        administrator.button("Drop").click();

        assertThat(panel("Look up an entry")).containsText("Nothing lies there");
        assertThat(forum.get("/api/threads/" + thread).cache()).isEqualTo("MISS");
        assertThat(log().first()).containsText("Dropped");
        assertThat(log().first()).containsText("by root-");
        assertThat(log().first()).containsText(CacheKeys.thread(thread));
    }

    @Test
    void listsOfACategoryAllListsAndEverythingAreDropped() {
        String list = "/api/threads?category=" + category;
        administrator.label("Lists of a category").selectOption(category);
        for (String button : new String[] {"Drop its lists", "Drop all lists", "Drop everything"}) {
            forum.get(list).ok();
            assertThat(forum.get(list).cache()).isEqualTo("HIT");

            administrator.button(button).click();
            administrator.button("Drop").click();
            assertThat(administrator.page().locator("dialog[open]")).hasCount(0);
            assertThat(log().first()).containsText(button.equals("Drop its lists") ? category : "dropped");

            assertThat(forum.get(list).cache()).isEqualTo("MISS");
        }
        assertThat(log().first()).containsText("Everything dropped");
    }

    @Test
    void aListIsLookedUpByWhatItsPageAsksFor() {
        forum.get("/api/threads?category=" + category + "&sort=-created_at").ok();
        administrator.label("What").selectOption("Thread list");
        administrator.label("Category, or all").fill(category);

        administrator.label("Order").fill("-created_at");
        administrator.button("Look up").click();
        assertThat(panel("Look up an entry").locator("pre")).containsText("\"count\": 1");
        administrator.label("Order").fill("nonsense");
        administrator.button("Look up").click();

        assertThat(administrator.page().locator("#lookup-sort-error")).containsText("sort must be");
    }

    @Test
    void aMemberIsTurnedAway() {
        try (Visitor member = chromium.visitor("http://127.0.0.1:" + forum.port())) {
            member.open("/cache");
            member.reads("The dashboard is for administrators.");

            member.signIn(forum.ann);

            member.reads("is not an administrator");
            assertThat(member.requests()).noneMatch(url -> url.contains("/cache/live"));
        }
    }
}
