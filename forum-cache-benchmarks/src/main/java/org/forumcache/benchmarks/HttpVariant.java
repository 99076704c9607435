package org.forumcache.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.forumcache.benchmarks.constant.ConstantServer;
import org.forumcache.benchmarks.http.Launch;
import org.forumcache.benchmarks.peer.PeerForum;

/**
 * One way to answer a forum's reads.
 *
 * @param title for people
 * @param sendsTags whether its answers have entity tags, and heads of answers cost less than answers
 */
record HttpVariant(String name, String title, boolean sendsTags, Launch launch) {
    static final String CONSTANT = "constant";
    static final String FILTER = "filter";
    static final String CAFFEINE = "caffeine";
    private static final String READY = "/api/threads?category=all";

    /**
     * What all variants need.
     *
     * @param forum the jar of the forum server
     * @param database its address for JDBC
     * @param redis its address
     * @param forumThreads how many threads the forum gets
     */
    record Surroundings(Path forum, String database, String redis, int forumThreads) {

        List<String> settings(String... more) {
            List<String> settings = new ArrayList<>(
                    List.of("--spring.datasource.url=" + database, "--spring.threads.virtual.enabled=true"));
            settings.addAll(List.of(more));
            return settings;
        }
    }

    /** All of them by name, the forum server itself first. */
    static Map<String, HttpVariant> all(Surroundings surroundings) {
        String redis = "--forum.cache.redis.uri=" + surroundings.redis;
        String redisBackend = "--forum.cache.backend=redis";
        // A busy machine shall make a measurement slow, and not end it.
        String patient = "--forum.cache.redis.timeout=5s";
        String filter = "--forum.cache.filter.enabled=true";
        Map<String, HttpVariant> all = new LinkedHashMap<>();
        String[] filled = {filter, "--forum.demo.enabled=true", "--forum.demo.threads=" + surroundings.forumThreads};
        put(all, forum(FILTER, "forum server, response filter", surroundings.settings(filled), surroundings));
        put(
                all,
                forum(
                        "controller",
                        "forum server, controller only",
                        surroundings.settings("--forum.cache.filter.enabled=false"),
                        surroundings));
        put(
                all,
                forum(
                        "redis",
                        "forum server on Redis, response filter",
                        surroundings.settings(redis, redisBackend, patient, filter),
                        surroundings));
        put(
                all,
                forum(
                        "near",
                        "forum server on Redis with near cache, response filter",
                        surroundings.settings(redis, redisBackend, patient, "--forum.cache.near.enabled=true", filter),
                        surroundings));
        put(all, peer(CAFFEINE, "@Cacheable on Caffeine", surroundings, "caffeine"));
        put(all, peer("spring-redis", "@Cacheable on Redis, JSON", surroundings, "redis"));
        put(all, peer("none", "no cache", surroundings, "none"));
        return all;
    }

    /** The limit: the answers of another server as constants. */
    static HttpVariant constant(String origin) {
        List<String> settings = List.of("--constant.origin=" + origin, "--spring.threads.virtual.enabled=true");
        return new HttpVariant(
                CONSTANT,
                "servlet that writes constant bytes",
                true,
                Launch.program(CONSTANT, ConstantServer.class, settings, READY));
    }

    /** Whether this one fills the empty database. */
    boolean isFirst() {
        return name.equals(FILTER);
    }

    HttpVariant recorded(Path folder) {
        return new HttpVariant(name, title, sendsTags, launch.recorded(folder));
    }

    private static void put(Map<String, HttpVariant> all, HttpVariant variant) {
        all.put(variant.name, variant);
    }

    private static HttpVariant forum(String name, String title, List<String> settings, Surroundings surroundings) {
        List<String> more = new ArrayList<>(settings);
        // The demo would compare hits with the database.
        more.add("--forum.cache.inspector.sample-rate=0");
        return new HttpVariant(name, title, true, Launch.forum(name, surroundings.forum, more));
    }

    private static HttpVariant peer(String name, String title, Surroundings surroundings, String cache) {
        List<String> settings = surroundings.settings(
                "--spring.cache.type=" + cache,
                "--spring.cache.caffeine.spec=maximumSize=10000,expireAfterWrite=1h",
                "--spring.data.redis.url=" + surroundings.redis,
                "--spring.flyway.enabled=false",
                // The forum server turns this filter off as well.
                "--spring.mvc.formcontent.filter.enabled=false");
        return new HttpVariant(name, title, false, Launch.program(name, PeerForum.class, settings, READY));
    }
}
