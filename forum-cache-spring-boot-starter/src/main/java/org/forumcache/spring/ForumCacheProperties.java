package org.forumcache.spring;

import java.time.Duration;
import org.forumcache.ListAdmission;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.Errors;
import org.springframework.validation.Validator;

/**
 * The settings {@code forum.cache.*}. A setting that is misspelt, out of range or of a feature that this version does
 * not have stops the application with a message that names it. The details of a cache that is not used say nothing; those of
 * Redis are checked by {@link RedisSettingsFactory}.
 *
 * @param backend Where documents are cached.
 * @param embedded The cache inside the process.
 * @param redis The cache in Redis.
 * @param near The cache inside the process, in front of Redis.
 * @param strict Whether the cache keeps its promise through every failure, at the price of waiting after some. Embedded
 *     always does.
 * @param durable Whether writes record what they make outdated in the application's database, so that a process that
 *     dies or cannot reach the backend loses nothing. Needs a data source; embedded needs no records.
 * @param thread Threads.
 * @param list Pages of thread lists.
 * @param category Categories.
 * @param absent What does not exist.
 * @param inspector The comparison of hits with the database.
 * @param filter The answering of hits ahead of the application.
 */
@ConfigurationProperties(prefix = "forum.cache", ignoreUnknownFields = false)
record ForumCacheProperties(
        @DefaultValue("embedded") Backend backend,
        @DefaultValue Embedded embedded,
        @DefaultValue Redis redis,
        @DefaultValue Near near,
        @DefaultValue("false") boolean strict,
        @DefaultValue("true") boolean durable,
        @DefaultValue ThreadPage thread,
        @DefaultValue ListPage list,
        @DefaultValue CategoryPage category,
        @DefaultValue Absence absent,
        @DefaultValue Inspector inspector,
        @DefaultValue Filter filter)
        implements Validator {
    private static final DataSize MIN_SIZE = DataSize.ofMegabytes(1);

    /** Where documents are cached. */
    enum Backend {
        EMBEDDED,
        REDIS
    }

    /**
     * The cache inside the process.
     *
     * @param maxSize Bound on cached bytes, keys included; at least 1MB.
     * @param compress Whether documents over 1 KiB are held compressed, as browsers take them.
     */
    record Embedded(
            @DefaultValue("256MB") DataSize maxSize,
            @DefaultValue("true") boolean compress) {}

    /**
     * The cache in Redis.
     *
     * @param uri One URI, or several separated by commas for a cluster. redis, rediss and redis-sentinel URIs with
     *     credentials work.
     * @param timeout Bound on every call, 10s at most.
     * @param schema Name for the form of the cached JSON, of 64 characters at most. A release that changes its JSON and
     *     this name starts cold, and shows nothing that another release has stored.
     * @param sslBundle Name of the SSL bundle whose trust and key material is used with rediss URIs. Without one the
     *     server's certificate is checked against the authorities that Java trusts.
     */
    record Redis(
            @DefaultValue("redis://127.0.0.1:6379") String uri,
            @DefaultValue("50ms") Duration timeout,
            @DefaultValue("") String schema,
            @DefaultValue("") String sslBundle) {

        /** Without the URI, which may hold a password. */
        @Override
        public String toString() {
            return "Redis[timeout=%s, schema=%s, sslBundle=%s]".formatted(timeout, schema, sslBundle);
        }
    }

    /**
     * The cache inside the process, in front of Redis.
     *
     * @param enabled Whether to keep what was just read from Redis inside the process, too.
     * @param maxSize Bound on bytes kept inside the process, keys included; at least 1MB.
     * @param maxSilence How long Redis may be silent before what is kept inside the process is no longer used; at least
     *     10ms and at most 10s. So long may a page be shown after another process has invalidated it.
     */
    record Near(
            @DefaultValue("false") boolean enabled,
            @DefaultValue("64MB") DataSize maxSize,
            @DefaultValue("250ms") Duration maxSilence) {}

    /**
     * Threads.
     *
     * @param ttl How long a thread stays cached.
     */
    record ThreadPage(@DefaultValue("1h") Duration ttl) {}

    /**
     * Pages of thread lists.
     *
     * @param ttl How long a page of a thread list stays cached.
     * @param admission Which pages of thread lists are stored: always, or rare-when-asked-again, which keeps pages with a
     *     search, tags or a number above 3 out until they are asked for a second time within some ten minutes. The latter
     *     by default with Redis, the former with embedded.
     */
    record ListPage(
            @DefaultValue("6h") Duration ttl, @Nullable ListAdmission admission) {}

    /**
     * Categories.
     *
     * @param ttl How long a category stays cached.
     */
    record CategoryPage(@DefaultValue("24h") Duration ttl) {}

    /**
     * What does not exist.
     *
     * @param ttl How long it stays cached that a thread or category does not exist.
     */
    record Absence(@DefaultValue("30s") Duration ttl) {}

    /**
     * The comparison of hits with the database.
     *
     * @param sampleRate Share of hits, 0 to 1, that are compared with the database a second later; 0.01 tells enough.
     *     Whatever the share, no more than ten loads a second are made for it.
     */
    record Inspector(@DefaultValue("0") double sampleRate) {}

    /**
     * The answering of hits ahead of the application.
     *
     * @param enabled Whether hits of the declared routes are answered ahead of the application.
     */
    record Filter(@DefaultValue("true") boolean enabled) {}

    /** Which thread lists are stored: what was set, or else what suits the backend. */
    ListAdmission listAdmission() {
        if (list.admission != null) {
            return list.admission;
        }
        return backend == Backend.REDIS ? ListAdmission.RARE_WHEN_ASKED_AGAIN : ListAdmission.ALWAYS;
    }

    @Override
    public boolean supports(Class<?> type) {
        return type == ForumCacheProperties.class;
    }

    /** Reports every setting that is out of range or asks for what this version does not have. */
    @Override
    public void validate(Object target, Errors errors) {
        requireAtLeastOneMegabyte("embedded.max-size", embedded.maxSize, errors);
        requireAtLeastOneMegabyte("near.max-size", near.maxSize, errors);
        requirePositive("near.max-silence", near.maxSilence, errors);
        requirePositive("thread.ttl", thread.ttl, errors);
        requirePositive("list.ttl", list.ttl, errors);
        requirePositive("category.ttl", category.ttl, errors);
        requirePositive("absent.ttl", absent.ttl, errors);
        validateNear(errors);
        validateSampleRate(errors);
    }

    private void validateNear(Errors errors) {
        if (near.enabled && backend == Backend.EMBEDDED) {
            reject(
                    "near.enabled",
                    "the near cache stands in front of Redis, and the embedded backend is inside the process already;"
                            + " remove this setting",
                    errors);
        }
    }

    private void validateSampleRate(Errors errors) {
        double rate = inspector.sampleRate;
        if (!(rate >= 0 && rate <= 1)) {
            reject("inspector.sample-rate", "must be a share of all hits, from 0 to 1", errors);
        }
    }

    private static void requireAtLeastOneMegabyte(String field, DataSize size, Errors errors) {
        if (size.compareTo(MIN_SIZE) < 0) {
            reject(field, "must be at least 1MB; write a number and a unit, such as 64MB", errors);
        }
    }

    private static void requirePositive(String field, Duration duration, Errors errors) {
        if (duration.isNegative() || duration.isZero()) {
            reject(field, "must be longer than zero; write a number and a unit, such as 30s, 5m or 1h", errors);
        }
    }

    private static void reject(String field, String reason, Errors errors) {
        errors.rejectValue(field, "invalid", reason);
    }
}
