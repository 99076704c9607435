package org.forumcache.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.regex.Pattern;
import org.forumcache.server.user.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

/** The forum's pages in a real browser; the server is the one of {@link ForumOnH2IT}. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:forum;DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=1500",
            "forum.demo.enabled=false"
        })
@Import(ForumClients.class)
class PagesIT {
    private static Chromium chromium;

    @Autowired
    Forum forum;

    private Visitor visitor;
    private String category = "";
    private String name = "";

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
    void arrive() {
        name = "Ferns " + Forum.unique();
        category = forum.category(name);
        visitor = chromium.visitor(address());
    }

    @AfterEach
    void leave() {
        visitor.close();
    }

    private String address() {
        return "http://127.0.0.1:" + forum.port();
    }

    @Test
    void aListIsAMissThenAHitAndLeadsToItsThreads() {
        forum.thread(category, "Brown tips");

        visitor.open("/c/" + category);
        visitor.seesHeading(name);
        visitor.seesBadge("MISS");
        visitor.page().reload();
        visitor.seesBadge("HIT");
        visitor.link("Brown tips").click();

        visitor.seesHeading("Brown tips");
        visitor.reads("They were green last week.");
        assertThat(visitor.page()).hasTitle("Brown tips · Forum");
    }

    @Test
    void listsArePagedSortedSearchedAndNarrowedByTheirAddress() {
        for (int i = 1; i <= 22; i++) {
            forum.thread(category, "Fern number " + i, i == 7 ? "rare" : "common");
        }
        Locator rows = visitor.page().locator(".threads > li");

        visitor.open("/c/" + category);
        assertThat(rows).hasCount(20);
        visitor.link("Next ›").click();
        assertThat(rows).hasCount(2);
        assertThat(visitor.page()).hasURL(address() + "/c/" + category + "?page=2");
        visitor.label("Order").selectOption("Oldest");
        assertThat(rows.first()).containsText("Fern number 1");
        visitor.label("Search titles and posts").fill("number 9");
        visitor.press("Enter");
        assertThat(rows).hasCount(1);
        visitor.link("Remove “number 9”").click();
        assertThat(rows).hasCount(20);
        visitor.label("Only with this tag").fill("rare");
        visitor.press("Enter");
        assertThat(rows).hasCount(1);
        assertThat(rows).containsText("Fern number 7");
        visitor.page().reload();

        assertThat(rows).hasCount(1);
        assertThat(visitor.page()).hasURL(Pattern.compile("tags=rare&sort=created_at$"));
    }

    @Test
    void goingBackShowsWhatWasThereWhereItWas() {
        for (int i = 1; i <= 20; i++) {
            forum.thread(category, "Fern number " + i);
        }
        visitor.open("/c/" + category);
        visitor.link("Fern number 1").click();
        visitor.seesHeading("Fern number 1");

        visitor.page().goBack();

        visitor.seesHeading(name);
        assertThat(visitor.link("Fern number 1")).isInViewport();
        visitor.page().goForward();
        visitor.seesHeading("Fern number 1");
    }

    @Test
    void aLinkToAPostLeadsToItOnItsPage() {
        String thread = forum.thread(category);
        for (int i = 0; i < 21; i++) {
            forum.reply(thread);
        }
        String last = forum.reply(thread);

        visitor.open("/t/" + thread + "?page=2#post-" + last);

        assertThat(visitor.page().locator("#post-" + last)).isInViewport();
        assertThat(visitor.page().locator("#post-" + last)).isFocused();
        assertThat(visitor.page().locator(".post")).hasCount(3);
        visitor.seesBadge("HIT|MISS");
    }

    @Test
    void whatIsNotThereIsSaidToBeMissing() {
        assertThat(visitor.open("/nowhere").status()).isEqualTo(404);
        visitor.seesHeading("Not found");

        visitor.open("/t/no-such-thread");
        visitor.seesHeading("Not found");
        visitor.open("/c/no-such-category");
        visitor.seesHeading("Not found");
        visitor.open("/c/" + category);
        visitor.reads("Nobody has started a thread here yet.");
        visitor.open("/c/" + category + "?page=9");
        visitor.reads("This page does not exist.");
        visitor.open("/?sort=nonsense");
        visitor.reads("sort must be");
    }

    @Test
    void scriptsInWhatPeopleWroteStayText() {
        String attack = "<script>window.hacked = 1</script><img src=x onerror='window.hacked = 2'>";
        String thread = forum.threadSaying(attack, category, "Title " + attack);

        for (String path : List.of("/c/" + category, "/t/" + thread)) {
            visitor.open(path);
            visitor.reads(attack);
        }

        assertThat(visitor.page().evaluate("window.hacked")).isNull();
        assertThat(visitor.page().locator("main img, main script")).hasCount(0);
    }

    @Test
    void aReplyIsSeenAtOnceHereAndInAnotherBrowser() {
        String thread = forum.thread(category);
        try (Visitor other = chromium.visitor(address())) {
            other.open("/t/" + thread);
            other.reads("They were green last week.");
            visitor.open("/t/" + thread);
            visitor.button("Sign in to reply").click();
            visitor.signIn(forum.ben);

            visitor.label("Your reply").fill("Water it less.\n\nReally.");
            visitor.button("Post reply").click();
            visitor.reads("Water it less.");
            assertThat(visitor.page().locator(".post").last()).isFocused();
            other.page().reload();

            other.reads("Water it less.");
            assertThat(other.page().locator(".post")).hasCount(2);
        }
    }

    @Test
    void aTokenIsKeptInItsTabOnly() {
        visitor.open("/");
        visitor.signIn(forum.ann);
        visitor.page().reload();

        assertThat(visitor.page().locator("#account")).containsText("Sign out");
        assertThat(visitor.page().evaluate("localStorage.length + document.cookie.length"))
                .isEqualTo(0);
        visitor.button("Sign out").click();
        assertThat(visitor.page().evaluate("sessionStorage.length")).isEqualTo(0);
    }

    @Test
    void aTokenThatNobodyHasIsRefusedInTheDialog() {
        visitor.open("/");
        visitor.button("Sign in").click();
        visitor.page().getByLabel("Access token").fill("nobody-has-this");
        visitor.press("Enter");

        assertThat(visitor.page().locator("#sign-in-error")).containsText("Nobody has this token.");
        visitor.press("Escape");
        assertThat(visitor.page().locator("#sign-in")).isHidden();
    }

    @Test
    void aThreadIsStartedEditedMovedAndDeleted() {
        String elsewhere = "Mosses " + Forum.unique();
        forum.category(elsewhere);
        visitor.open("/new?category=" + category);
        visitor.signIn(forum.ann);

        visitor.button("Start the thread").click();
        assertThat(visitor.page().locator("#title-error")).containsText("title is empty");
        assertThat(visitor.label("Title")).isFocused();
        visitor.label("Title").fill("Limp fronds");
        visitor.label("Text").fill("Since Monday.");
        visitor.label("Tags").fill("fern, drooping");
        visitor.button("Start the thread").click();
        visitor.seesHeading("Limp fronds");
        visitor.reads("#drooping");
        visitor.button("Edit or move").click();
        visitor.label("Title").fill("Limp fronds again");
        visitor.label("Category").selectOption(elsewhere);
        visitor.button("Save").click();
        visitor.seesHeading("Limp fronds again");
        assertThat(visitor.link(elsewhere)).isVisible();
        assertThat(visitor.button("Edit or move")).isFocused();
        visitor.button("Delete thread").click();
        visitor.button("Delete").click();

        visitor.seesHeading(elsewhere);
        visitor.reads("Nobody has started a thread here yet.");
    }

    @Test
    void aPostIsEditedAndDeletedByItsAuthorOnly() {
        String thread = forum.thread(category);
        String post = forum.reply(thread);
        visitor.open("/t/" + thread);
        visitor.signIn(forum.ben);
        assertThat(visitor.button("Edit post 1")).hasCount(0);

        visitor.button("Edit post 2").click();
        visitor.label("Your post").fill("Water more.");
        visitor.press("Control+Enter");
        assertThat(visitor.page().locator("#post-" + post + " .content")).hasText("Water more.");
        assertThat(visitor.page().locator("#post-" + post)).containsText("edited");
        visitor.button("Delete post 2").click();
        visitor.button("Delete").click();

        assertThat(visitor.page().locator(".post")).hasCount(1);
    }

    @Test
    void aReactionIsGivenAndTakenBack() {
        visitor.open("/t/" + forum.thread(category));
        visitor.signIn(forum.ben);

        visitor.button("Helpful, 0 so far").click();
        assertThat(visitor.button("Helpful, 1 so far")).hasAttribute("aria-pressed", "true");
        assertThat(visitor.button("Helpful, 1 so far")).isFocused();
        visitor.button("Helpful, 1 so far").click();

        assertThat(visitor.button("Helpful, 0 so far")).hasAttribute("aria-pressed", "false");
    }

    @Test
    void aTokenThatIsRevokedMeanwhileCostsNoText() {
        String token = forum.account("eve-" + Forum.unique(), Role.MEMBER);
        visitor.open("/t/" + forum.thread(category));
        visitor.signIn(forum.ben);
        visitor.page().evaluate("sessionStorage.setItem('forum.token', 'revoked')");

        visitor.label("Your reply").fill("Not lost.");
        visitor.button("Post reply").click();
        assertThat(visitor.page().locator("#sign-in-reason")).containsText("no longer valid");
        visitor.signIn(token);

        assertThat(visitor.page().locator(".post").last()).containsText("Not lost.");
    }

    @Test
    void everythingCanBeDoneWithTheKeyboardAlone() {
        forum.thread(category, "Only keys");
        visitor.open("/c/" + category);
        visitor.seesHeading(name);

        visitor.press("Tab");
        assertThat(visitor.link("Skip to the content")).isFocused();
        visitor.press("Enter");
        assertThat(visitor.page().locator("h1")).isFocused();
        tabTo(visitor.link("Only keys"));
        visitor.press("Enter");
        visitor.seesHeading("Only keys");
        assertThat(visitor.page().locator("h1")).isFocused();
        tabTo(visitor.button("Sign in to reply"));
        visitor.press("Enter");
        assertThat(visitor.page().getByLabel("Access token")).isFocused();
        visitor.page().keyboard().type(forum.ben);
        visitor.press("Enter");
        tabTo(visitor.label("Your reply"));
        visitor.page().keyboard().type("Typed.");
        visitor.press("Control+Enter");

        visitor.reads("Typed.");
    }

    private void tabTo(Locator target) {
        target.waitFor();
        for (int i = 0; i < 20; i++) {
            visitor.press("Tab");
            if (Boolean.TRUE.equals(target.evaluate("it => it === document.activeElement"))) {
                return;
            }
        }
        throw new AssertionError(target + " is not reached");
    }

    @Test
    void pagesFitAPhone() {
        String thread = forum.threadSaying("long".repeat(200), category, "A title without spaces: " + "x".repeat(150));
        try (Visitor phone = chromium.visitor(
                address(),
                new Browser.NewContextOptions().setViewportSize(360, 740).setHasTouch(true))) {
            for (String path : List.of("/", "/c/" + category, "/t/" + thread, "/new", "/cache")) {
                phone.open(path);
                phone.page().locator("h1").first().waitFor();

                assertThat(phone.beyondTheEdge()).as(path).isLessThanOrEqualTo(0);
            }
        }
    }

    @Test
    void pagesAreDarkForWhomWantsThat() {
        try (Visitor night =
                chromium.visitor(address(), new Browser.NewContextOptions().setColorScheme(ColorScheme.DARK))) {
            night.open("/c/" + category);

            assertThat(night.page().locator("body"))
                    .hasCSS("background-color", Pattern.compile("rgb\\(\\d\\d, \\d\\d, \\d\\d\\)"));
        }
        visitor.open("/c/" + category);
        assertThat(visitor.page().locator("body"))
                .hasCSS("background-color", Pattern.compile("rgb\\(2\\d\\d, 2\\d\\d, 2\\d\\d\\)"));
    }
}
