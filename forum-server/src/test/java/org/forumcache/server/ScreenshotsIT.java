package org.forumcache.server;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Takes the pictures of the documentation anew, of the demo forum. */
@EnabledIfSystemProperty(named = "pages.screenshots", matches = "true")
class ScreenshotsIT {
    private static final String TOKEN = "token-of-the-administrator";
    private static final Path IMAGES = Path.of("..", "docs", "images");

    @Test
    void picturesAreTaken() {
        String database = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
        try (StartedForum forum = StartedForum.start(
                        database, "--forum.demo.enabled=true", "--forum.bootstrap.admin-token=" + TOKEN);
                Chromium chromium = Chromium.start()) {
            String thread = forum.get("/api/threads?sort=-view_count&limit=1")
                    .results("slug")
                    .get(0)
                    .toString();
            picture(chromium, forum, "list", "/", desktop(ColorScheme.LIGHT));
            picture(chromium, forum, "thread", "/t/" + thread, desktop(ColorScheme.LIGHT));
            picture(chromium, forum, "thread-dark-phone", "/t/" + thread, phone());
            dashboard(chromium, forum, thread);
        }
    }

    private static Browser.NewContextOptions desktop(ColorScheme colours) {
        return new Browser.NewContextOptions().setViewportSize(1200, 800).setColorScheme(colours);
    }

    private static Browser.NewContextOptions phone() {
        return new Browser.NewContextOptions()
                .setViewportSize(390, 780)
                .setDeviceScaleFactor(2)
                .setColorScheme(ColorScheme.DARK);
    }

    private static void picture(
            Chromium chromium, StartedForum forum, String name, String path, Browser.NewContextOptions options) {
        try (Visitor visitor = chromium.visitor(forum.url(""), options)) {
            visitor.open(path);
            visitor.page().locator("h1").waitFor();
            visitor.page().reload();
            visitor.seesBadge("HIT");
            save(visitor, name);
        }
    }

    /** The dashboard after some time of a forum's life. */
    private static void dashboard(Chromium chromium, StartedForum forum, String thread) {
        Forum clients = forum.clients();
        Browser.NewContextOptions options = desktop(ColorScheme.LIGHT).setViewportSize(1200, 1560);
        try (Visitor visitor = chromium.visitor(forum.url(""), options)) {
            visitor.open("/cache");
            visitor.signIn(TOKEN);
            use(forum, clients, Duration.ofSeconds(65));
            visitor.label("Slug").fill(thread);
            visitor.button("Look up").click();
            visitor.page().locator("pre").waitFor();
            // Looking up scrolls to what was found.
            visitor.page().evaluate("scrollTo(0, 0)");
            save(visitor, "dashboard");
        }
    }

    /** People read, mostly what others read, and now and then somebody writes. */
    private static void use(StartedForum forum, Forum clients, Duration time) {
        Random random = new Random(7);
        List<Object> threads = forum.get("/api/threads?limit=100").results("slug");
        List<Object> categories = clients.get("/api/categories").array().stream()
                .map(category -> category.get("slug"))
                .toList();
        long end = System.nanoTime() + time.toNanos();
        for (int i = 1; System.nanoTime() - end < 0; i++) {
            String thread = threads.get((int) Math.pow(threads.size(), random.nextDouble()) - 1)
                    .toString();
            forum.get("/api/threads/" + thread).ok();
            if (i % 3 == 0) {
                forum.get("/api/threads?category=" + categories.get(random.nextInt(categories.size())))
                        .ok();
            }
            if (i % 100 == 0) {
                clients.reply(thread);
            }
            LockSupport.parkNanos(Duration.ofMillis(5 + random.nextInt(20)).toNanos());
        }
    }

    private static void save(Visitor visitor, String name) {
        visitor.page().screenshot(new Page.ScreenshotOptions().setPath(IMAGES.resolve(name + ".png")));
    }
}
