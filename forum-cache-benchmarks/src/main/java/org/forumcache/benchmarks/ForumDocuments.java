package org.forumcache.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.StringJoiner;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/**
 * Documents with the fields, and about the lengths, of a forum's thread pages and lists; the same ones for the same seed.
 *
 * <p>Their prose is words drawn by rank, the n-th with a chance in proportion to 1/n, as in natural language but without
 * its grammar: it compresses a little worse than what people write. For one thread.
 */
public final class ForumDocuments {
    private static final int PAGE = 20;
    private static final int EXCERPT = 200;
    private static final int MEMBERS = 300;
    private static final Instant BEGINNING = Instant.parse("2024-01-01T00:00:00Z");
    private static final JsonMapper JSON = JsonMapper.shared();

    private final List<String> words = words();
    private final double[] chances = chances(words.size());
    private final Random random;

    public ForumDocuments(long seed) {
        this.random = new Random(seed);
    }

    /** A thread's page with its first 20 posts. */
    public Map<String, Object> thread(String slug) {
        List<Object> posts = new ArrayList<>();
        for (int i = 0; i < PAGE; i++) {
            posts.add(post());
        }
        return thread(slug, posts);
    }

    /** A thread's page with as many posts as make its JSON about that long: longer by less than a post. */
    public Map<String, Object> threadOfAbout(int bytes, String slug) {
        List<Object> posts = new ArrayList<>();
        Map<String, Object> thread = thread(slug, posts);
        int length = JSON.writeValueAsBytes(thread).length;
        while (length < bytes) {
            Map<String, Object> post = post();
            posts.add(post);
            length += JSON.writeValueAsBytes(post).length + 1;
        }
        return thread;
    }

    private Map<String, Object> thread(String slug, List<Object> posts) {
        Map<String, Object> thread = new LinkedHashMap<>();
        thread.put("id", uuid());
        thread.put("slug", slug);
        thread.put("title", title());
        thread.put("category", category());
        thread.put("author", author());
        thread.put("tags", List.of(word(), word(), word()));
        thread.put("post_count", 20 + random.nextInt(80));
        thread.put("view_count", random.nextInt(20_000));
        thread.put("reaction_counts", reactions(40));
        thread.put("created_at", time());
        thread.put("updated_at", time());
        thread.put("posts", posts);
        return thread;
    }

    private Map<String, Object> post() {
        Map<String, Object> post = new LinkedHashMap<>();
        post.put("id", uuid());
        post.put("author", author());
        post.put("content", prose(contentLength()));
        post.put("reaction_counts", reactions(6));
        post.put("created_at", time());
        post.put("updated_at", time());
        return post;
    }

    /** A page of a thread list with 20 results. */
    public Map<String, Object> list() {
        List<Object> results = new ArrayList<>();
        for (int i = 0; i < PAGE; i++) {
            results.add(result());
        }
        Map<String, Object> list = new LinkedHashMap<>();
        list.put("count", 200 + random.nextInt(800));
        list.put("next", "/api/threads?category=orchids&page=3&limit=20");
        list.put("previous", "/api/threads?category=orchids&page=1&limit=20");
        list.put("results", results);
        return list;
    }

    private Map<String, Object> result() {
        String title = title();
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("id", uuid());
        result.put("slug", title.toLowerCase(Locale.ROOT).replace(' ', '-') + "-" + suffix());
        result.put("title", title);
        result.put("excerpt", prose(EXCERPT - 1) + "…");
        result.put("author", author());
        result.put("category", category());
        result.put("post_count", 1 + random.nextInt(100));
        result.put("view_count", random.nextInt(20_000));
        result.put("created_at", time());
        result.put("last_activity_at", time());
        return result;
    }

    private static Map<String, Object> category() {
        Map<String, Object> category = new LinkedHashMap<>();
        category.put("id", new UUID(0x6a1f_52c0_93d4_4e6bL, 0x9b1c_77aa_0f3e_d215L).toString());
        category.put("slug", "orchids");
        category.put("name", "Orchids and epiphytes");
        return category;
    }

    /** One of 300 members; the first ones write most. */
    private Map<String, Object> author() {
        int rank = (int) Math.pow(MEMBERS, random.nextDouble());
        Random own = new Random(rank);
        String name = words.get(100 + own.nextInt(words.size() - 100)) + "_" + words.get(20 + own.nextInt(80)) + rank;
        Map<String, Object> author = new LinkedHashMap<>();
        author.put("id", new UUID(own.nextLong(), own.nextLong()).toString());
        author.put("username", name);
        author.put("avatar_url", "/avatars/" + name + ".svg");
        return author;
    }

    private Map<String, Object> reactions(int bound) {
        Map<String, Object> counts = new LinkedHashMap<>();
        counts.put("like", random.nextInt(bound));
        counts.put("helpful", random.nextInt(bound));
        counts.put("love", random.nextInt(bound));
        return counts;
    }

    /** Many short posts, a few long ones: 40 to 1,200 characters, half of them below 220. */
    private int contentLength() {
        return (int) (40 * Math.pow(30, random.nextDouble()));
    }

    private String title() {
        StringJoiner title = new StringJoiner(" ");
        for (int left = 4 + random.nextInt(5); left > 0; left--) {
            title.add(word());
        }
        return capitalised(title.toString());
    }

    private String prose(int length) {
        StringBuilder text = new StringBuilder(length + 40);
        while (text.length() < length) {
            text.append(text.isEmpty() ? "" : random.nextInt(6) == 0 ? "\n\n" : " ")
                    .append(sentence());
        }
        return text.substring(0, length);
    }

    private String sentence() {
        StringBuilder sentence = new StringBuilder();
        for (int left = 4 + random.nextInt(14); left > 0; left--) {
            sentence.append(word()).append(left == 1 ? "" : random.nextInt(9) == 0 ? ", " : " ");
        }
        return capitalised(sentence.append(random.nextInt(8) == 0 ? '?' : '.').toString());
    }

    private static String capitalised(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private String word() {
        int at = Arrays.binarySearch(chances, random.nextDouble());
        return words.get(Math.min(words.size() - 1, at < 0 ? -at - 1 : at));
    }

    private String uuid() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    private String suffix() {
        return Integer.toString(100_000 + random.nextInt(1_500_000), 36);
    }

    private String time() {
        return BEGINNING
                .plusNanos(random.nextLong(60_000_000L * 1_000_000) * 1000)
                .toString();
    }

    /** Running sums of 1/n, up to 1. */
    private static double[] chances(int count) {
        double[] sums = new double[count];
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += 1.0 / (i + 1);
            sums[i] = sum;
        }
        for (int i = 0; i < count; i++) {
            sums[i] /= sum;
        }
        return sums;
    }

    private static List<String> words() {
        try (InputStream in = ForumDocuments.class.getResourceAsStream("words.txt")) {
            if (in == null) {
                throw new IllegalStateException("words.txt is missing from the class path");
            }
            return List.of(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .strip()
                    .split("\\s+"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read words.txt", e);
        }
    }
}
