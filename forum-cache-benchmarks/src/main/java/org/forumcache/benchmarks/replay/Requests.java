package org.forumcache.benchmarks.replay;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.DiscreteSampler;
import org.apache.commons.rng.sampling.distribution.RejectionInversionZipfSampler;
import tools.jackson.databind.json.JsonMapper;

/** Steps as HTTP requests to a forum. For one thread. */
final class Requests {
    private static final int OLDER_PAGES = 10;
    private static final String LIST = "/api/threads";
    private static final String SORTED = LIST + "?sort=-";

    private final Inventory inventory;
    private final String token;
    private final UniformRandomProvider random;
    private final DiscreteSampler threads;
    private final DiscreteSampler categories;
    private final DiscreteSampler words;
    private final DiscreteSampler pages;

    /** Popularity of everything follows the exponent. */
    Requests(Inventory inventory, double zipf, String token, UniformRandomProvider random) {
        this.inventory = inventory;
        this.token = token;
        this.random = random;
        this.threads = zipf(inventory.threads().size(), zipf);
        this.categories = zipf(inventory.categories().size(), zipf);
        this.words = zipf(Inventory.WORDS.size(), zipf);
        this.pages = zipf(Math.max(1, Math.min(OLDER_PAGES, inventory.threads().size() / 20 - 1)), zipf);
    }

    private DiscreteSampler zipf(int size, double exponent) {
        return RejectionInversionZipfSampler.of(random, size, exponent);
    }

    /** The next request that does such a thing, complete. */
    byte[] request(Step step) {
        return switch (step) {
            case FRONT_PAGE -> get(LIST);
            case OLDER_PAGE -> get(LIST + "?page=" + (1 + pages.sample()));
            case CATEGORY_LIST -> get(LIST + "?category=" + category());
            case NEWEST -> get(SORTED + "created_at");
            case MOST_DISCUSSED -> get(SORTED + "post_count");
            case SEARCH -> get(LIST + "?search=" + Inventory.WORDS.get(words.sample() - 1));
            case THREAD -> get(LIST + "/" + thread().slug());
            case CATEGORY -> get("/api/categories/" + category());
            case CATEGORIES -> get("/api/categories");
            case POSTS -> get(LIST + "/" + thread().slug() + "/posts");
            case REPLY ->
                post(LIST + "/" + thread().slug() + "/posts", Map.of("content", "A reply. " + random.nextLong()));
            case NEW_THREAD ->
                post(
                        LIST,
                        Map.of(
                                "title",
                                "A question " + random.nextLong(),
                                "category",
                                category(),
                                "content",
                                "How often does it want water?"));
            case REACTION -> reaction(thread().post());
        };
    }

    private Inventory.Topic thread() {
        return inventory.threads().get(threads.sample() - 1);
    }

    private String category() {
        return inventory.categories().get(categories.sample() - 1);
    }

    private static byte[] get(String path) {
        return bytes("GET " + path + " HTTP/1.1\r\nHost: forum\r\nAccept-Encoding: gzip\r\n\r\n");
    }

    private byte[] post(String path, Map<String, String> body) {
        String json = JsonMapper.shared().writeValueAsString(body);
        return bytes("POST " + path + " HTTP/1.1\r\nHost: forum\r\nAuthorization: Bearer " + token
                + "\r\nContent-Type: application/json\r\nContent-Length: " + bytes(json).length + "\r\n\r\n" + json);
    }

    private byte[] reaction(String post) {
        String method = inventory.toggleLike(post) ? "PUT" : "DELETE";
        return bytes(
                method + " /api/posts/" + post + "/reactions/like HTTP/1.1\r\nHost: forum\r\nAuthorization: Bearer "
                        + token + "\r\nContent-Length: 0\r\n\r\n");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
