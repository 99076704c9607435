package org.forumcache.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/**
 * Somebody who looks at the forum. Closing checks what holds for every visit: nothing was loaded from elsewhere, no
 * address had a token in it, and the browser found nothing to complain of, in particular no breach of the policy.
 */
final class Visitor implements AutoCloseable {
    /** The browser notes every refused request; what pages make of those is what tests look at. */
    private static final String EXPECTED = "Failed to load resource";

    private final BrowserContext context;
    private final String address;
    private final Page page;
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    Visitor(BrowserContext context, String address) {
        this.context = context;
        this.address = address;
        context.setDefaultTimeout(20_000);
        page = context.newPage();
        page.onRequest(request -> requests.add(request.url()));
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && !message.text().startsWith(EXPECTED)) {
                complaints.add(message.text());
            }
        });
    }

    Page page() {
        return page;
    }

    /** Opens an address as a browser does: anew. */
    Response open(String path) {
        return Objects.requireNonNull(page.navigate(path));
    }

    /** Gives the token to the dialog that is open, or that the header opens. */
    void signIn(String token) {
        if (!page.locator("#sign-in").isVisible()) {
            page.locator("#account button").click();
        }
        page.getByLabel("Access token").fill(token);
        page.locator("#sign-in").getByText("Sign in").last().click();
        assertThat(page.locator("#account")).containsText("Sign out");
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator link(String name) {
        return page.getByRole(
                AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator label(String text) {
        return page.getByLabel(text, new Page.GetByLabelOptions().setExact(true));
    }

    void reads(String text) {
        assertThat(page.locator("main")).containsText(text);
    }

    void seesHeading(String text) {
        assertThat(page.locator("h1")).hasText(text);
    }

    /** The badge of the page says where it came from. */
    void seesBadge(String outcome) {
        assertThat(page.locator("main .badge").first()).hasText(Pattern.compile("^" + outcome + ".* ms"));
    }

    /** How many pixels of the page lie beyond the edge of the screen. */
    int beyondTheEdge() {
        return ((Number) page.evaluate("document.documentElement.scrollWidth - innerWidth")).intValue();
    }

    void press(String... keys) {
        for (String key : keys) {
            page.keyboard().press(key);
        }
    }

    List<String> requests() {
        return List.copyOf(requests);
    }

    /** The forum is stopped on purpose: what the browser says of that is no complaint. */
    void forgiveComplaints() {
        complaints.clear();
    }

    @Override
    public void close() {
        context.close();
        assertThat(complaints).isEmpty();
        assertThat(requests)
                .allSatisfy(url -> assertThat(url).startsWith(address))
                .noneSatisfy(url -> assertThat(url).contains("token-"));
    }
}
