package org.forumcache.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

/** What axe-core finds on the pages, in both colour schemes; the server is the one of {@link ForumOnH2IT}. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:forum;DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=1500",
            "forum.demo.enabled=false"
        })
@Import(ForumClients.class)
class AccessibilityIT {
    private static final Set<String> GRAVE = Set.of("serious", "critical");
    private static Chromium chromium;

    @Autowired
    Forum forum;

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

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void noPageHasAGraveBarrier(ColorScheme colours) {
        String category = forum.category();
        String thread = forum.thread(category, "Barriers", "tag");
        forum.reply(thread);
        // All that changes in the dark is the colours.
        List<String> rules = colours == ColorScheme.DARK ? List.of("color-contrast") : List.of();
        // The checker puts a script of its own into the page, which the policy forbids.
        Browser.NewContextOptions options = new Browser.NewContextOptions()
                .setColorScheme(colours)
                .setBypassCSP(true)
                .setViewportSize(1280, 900);
        try (Visitor visitor = chromium.visitor("http://127.0.0.1:" + forum.port(), options)) {
            visitor.open("/");
            visitor.page().locator(".threads").waitFor();
            visitor.page().locator("#account button").click();
            check(visitor, rules, "the dialog");
            visitor.signIn(forum.admin);
            for (String path : List.of("/", "/c/" + category, "/t/" + thread, "/new", "/?page=999", "/nowhere")) {
                visitor.open(path);
                visitor.page().locator("h1").waitFor();
                check(visitor, rules, path);
            }
            visitor.open("/t/" + thread);
            visitor.button("Edit or move").click();
            visitor.label("Title").waitFor();
            check(visitor, rules, "the form that edits a thread");
            visitor.open("/cache");
            visitor.page().locator(".state.on").waitFor();
            visitor.page().locator(".uplot").last().waitFor();
            forum.reply(thread);
            visitor.page().locator(".log tbody tr").first().waitFor();
            visitor.button("Drop everything").click();
            check(visitor, rules, "the dashboard, asking");
            visitor.button("Cancel").click();
            check(visitor, rules, "the dashboard");
        }
    }

    private static void check(Visitor visitor, List<String> rules, String where) {
        AxeBuilder checker = new AxeBuilder(visitor.page());
        List<String> found = (rules.isEmpty() ? checker : checker.withRules(rules))
                .analyze().getViolations().stream()
                        .filter(rule -> GRAVE.contains(rule.getImpact()))
                        .map(AccessibilityIT::described)
                        .toList();

        assertThat(found).as(where).isEmpty();
    }

    private static String described(Rule rule) {
        List<String> places = rule.getNodes().stream()
                .map(node -> node.getHtml() + " " + node.getFailureSummary())
                .limit(5)
                .toList();
        return rule.getId() + ": " + rule.getHelp() + " " + places;
    }
}
