package org.forumcache.server;

import static org.junit.jupiter.api.Assumptions.abort;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The browser of this machine, without a window. Where there is none, tests that need it are skipped, and fail where the
 * environment variable {@code CI} is set.
 */
final class Chromium implements AutoCloseable {
    /** The system property that names the program, where it is not on the PATH. */
    private static final String SETTING = "browser.chromium";

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome", "chrome");
    private static final double PATIENCE_MS = 20_000;

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    static Chromium start() {
        Path program = program().orElseGet(Chromium::missing);
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        // Its sandbox does not start for root, as which builds in containers run.
        Browser browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(program)
                        .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage")));
        return new Chromium(playwright, browser);
    }

    private static Optional<Path> program() {
        String chosen = System.getProperty(SETTING, "");
        if (!chosen.isEmpty()) {
            return Optional.of(Path.of(chosen));
        }
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.of(path.split(File.pathSeparator, -1))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Path missing() {
        String reason = "There is no Chromium on the PATH: install the package chromium, or name the program with -D"
                + SETTING + "=…";
        if (System.getenv("CI") != null) {
            throw new AssertionError(reason);
        }
        System.out.println("Browser tests are skipped. " + reason);
        return abort(reason);
    }

    /** Somebody with a browser of their own, on a screen of a desktop. */
    Visitor visitor(String address) {
        return visitor(address, new Browser.NewContextOptions().setViewportSize(1280, 900));
    }

    Visitor visitor(String address, Browser.NewContextOptions options) {
        return new Visitor(browser.newContext(options.setBaseURL(address).setLocale("en-GB")), address);
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
