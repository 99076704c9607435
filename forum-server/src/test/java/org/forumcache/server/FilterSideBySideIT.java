package org.forumcache.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.forumcache.redis.server.RedisServer;
import org.junit.jupiter.api.Test;

/** The same requests to two servers on one database, with the response filter and without it. */
class FilterSideBySideIT {
    private static final int REQUESTS = 1500;
    private static final String[] QUIET = {"--forum.views.flush-interval=1h", "--forum.cache.inspector.sample-rate=0"};

    private final Random random = new Random(20261123);

    @Test
    void nobodyCanTellWhoAnsweredOnTheEmbeddedBackend() throws IOException {
        String url = "jdbc:h2:mem:side-by-side;DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=1500";
        try (StartedForum with = StartedForum.start(url, settings("--forum.demo.threads=40"));
                StartedForum without = StartedForum.start(url, settings("--forum.cache.filter.enabled=false"))) {
            compare(with, without);
        }
    }

    @Test
    void nobodyCanTellWhoAnsweredOnRedis() throws IOException {
        String url = "jdbc:h2:mem:side-by-side-redis;DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=1500";
        try (RedisServer one = RedisServer.open();
                RedisServer other = RedisServer.open();
                StartedForum with = StartedForum.start(url, onRedis(one, "--forum.demo.threads=40"));
                StartedForum without = StartedForum.start(url, onRedis(other, "--forum.cache.filter.enabled=false"))) {
            compare(with, without);
        }
    }

    private static String[] settings(String... more) {
        return Stream.concat(Stream.of(QUIET), Stream.of(more)).toArray(String[]::new);
    }

    private static String[] onRedis(RedisServer redis, String more) {
        return settings(
                "--forum.cache.backend=redis",
                "--forum.cache.redis.uri=" + redis.uri(),
                "--forum.cache.redis.timeout=5s",
                more);
    }

    private void compare(StartedForum with, StartedForum without) throws IOException {
        RawClient filtered = new RawClient(with.port());
        RawClient plain = new RawClient(without.port());
        List<String> slugs = with.database().queryForList("select slug from thread", String.class);
        List<String> categories = with.database().queryForList("select slug from category", String.class);
        int hits = 0;
        for (int i = 0; i < REQUESTS; i++) {
            String request = request(slugs, categories);
            // What is not cached yet is so after this.
            filtered.answer(request);
            plain.answer(request);

            String answer = filtered.answer(request);

            assertThat(RawClient.comparable(answer)).as(request).isEqualTo(RawClient.comparable(plain.answer(request)));
            hits += answer.contains("X-Cache: HIT") ? 1 : 0;
        }
        assertThat(hits).isGreaterThan(REQUESTS / 10);
        // Hits that the controllers answered are among those that Spring counted.
        assertThat(counted(without) - counted(with)).isGreaterThan(REQUESTS / 10);
    }

    private static long counted(StartedForum forum) {
        return forum.bean(MeterRegistry.class).find("http.server.requests").timers().stream()
                .mapToLong(Timer::count)
                .sum();
    }

    private String request(List<String> slugs, List<String> categories) {
        String target = switch (random.nextInt(5)) {
            case 0, 1 -> "/api/threads/" + odd(one(slugs));
            case 2 -> "/api/categories/" + odd(one(categories));
            case 3 -> one(List.of("/api/categories", "/api/threads", "/api/threads/", "//api/threads"));
            default -> "/api/threads?" + query(categories);
        };
        String method = one(List.of("GET", "GET", "GET", "GET", "HEAD", "OPTIONS", "TRACE"));
        return RawClient.request(method, random.nextInt(8) == 0 ? target + "?x=1" : target, headers());
    }

    private String odd(String slug) {
        return switch (random.nextInt(16)) {
            case 0 -> slug + "/";
            case 1 -> slug + ";jsessionid=1";
            case 2 -> "%" + Integer.toHexString(slug.charAt(0)) + slug.substring(1);
            case 3 -> "../threads/" + slug;
            case 4 -> slug + "%00";
            case 5 -> slug.toUpperCase(Locale.ROOT);
            case 6 -> slug + ".json";
            case 7 -> "all";
            default -> slug;
        };
    }

    private String query(List<String> categories) {
        List<String> parts = new ArrayList<>();
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            parts.add(one(List.of(
                    "page=1",
                    "page=2",
                    "page=01",
                    "page=0",
                    "page=",
                    "page",
                    "limit=5",
                    "limit=101",
                    "limit=%35",
                    "sort=created_at",
                    "sort=-view_count",
                    "sort=+created_at",
                    "search=leaf",
                    "search=yellow+leaf",
                    "search=",
                    "tags=water",
                    "tags=a,b",
                    "unknown=1",
                    "Page=1",
                    "category=all",
                    "category=" + one(categories))));
        }
        return String.join(one(List.of("&", "&", "&", "&&", ";")), parts);
    }

    private List<String> headers() {
        List<String> headers = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            headers.add(one(List.of(
                    "Accept-Encoding: gzip",
                    "Accept-Encoding: gzip, deflate, br",
                    "Accept-Encoding: identity",
                    "Accept-Encoding: br;q=1, gzip;q=0.2",
                    "Accept-Encoding: *;q=0",
                    "Accept-Encoding: gzip;\tq=1",
                    "Accept-Encoding: br\r\nAccept-Encoding: gzip",
                    "Accept-Encoding: gzip\r\nAccept-Encoding: identity;q=1, gzip;q=0.5",
                    "Accept: */*",
                    "Accept: application/json",
                    "Accept: application/json, application/*+json",
                    "Accept: application/*+json",
                    "Accept: application/json;q=0",
                    "Accept: application/json;q=0.4, text/html",
                    "Accept: application/json; q=1.0",
                    "Accept: text/plain\r\nAccept: application/*",
                    "Accept: text/html, image/gif, *; q=.2, */*; q=.2",
                    "Accept: text/html,*/*;q=0.8,application/signed-exchange;v=b3;q=0.7",
                    "Accept: text/html",
                    "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
                    "Accept: nonsense",
                    "Accept: */*;q=0",
                    "If-None-Match: *",
                    "If-None-Match: \"other\"",
                    "If-None-Match: W/\"other\", \"one\"",
                    "Range: bytes=0-9",
                    "Content-Length: 0",
                    "Authorization: Bearer nobody",
                    "Authorization: Basic eDp5",
                    "Cookie: JSESSIONID=1",
                    "Origin: https://elsewhere.example",
                    "X-Forwarded-Proto: https",
                    "X-HTTP-Method-Override: DELETE",
                    "If-Modified-Since: Mon, 23 Nov 2026 00:00:00 GMT")));
        }
        return headers;
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
