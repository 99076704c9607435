package org.forumcache.spring;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.forumcache.BackendStatus;
import org.forumcache.CacheStats;
import org.forumcache.EntryKind;
import org.forumcache.ForumCacheService;
import org.forumcache.Inspection;
import org.forumcache.NearStatus;
import org.forumcache.ServersStatus;
import org.jspecify.annotations.Nullable;

/**
 * What the cache holds now and did since it was built, as administrators see it. Entries and bytes are left out if the
 * backend does not know them, {@code servers} if it has none, {@code near} and the inspector's figures if they are off;
 * {@code unreadable} is how often the backend found at a key what it cannot have stored there.
 */
@JsonPropertyOrder({
    "backend",
    "state",
    "entries",
    "bytes",
    "servers",
    "near",
    "thread",
    "list",
    "category",
    "overall",
    "fills",
    "refused_fills",
    "not_admitted",
    "invalidations",
    "pending_invalidations",
    "oldest_pending_seconds",
    "errors",
    "unreadable",
    "latency",
    "inspector"
})
record CacheReport(
        String backend,
        String state,
        @Nullable Long entries,
        @Nullable Long bytes,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Servers servers,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Near near,
        Reads thread,
        Reads list,
        Reads category,
        Reads overall,
        long fills,
        @JsonProperty("refused_fills") long refusedFills,
        @JsonProperty("not_admitted") long notAdmitted,
        long invalidations,
        @JsonProperty("pending_invalidations") long pendingInvalidations,
        @JsonProperty("oldest_pending_seconds") double oldestPending,
        long errors,
        long unreadable,
        Latency latency,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Inspected inspector) {
    private static final double TARGET_OVERALL = 0.30;

    /**
     * How often reads of one kind were answered from the cache.
     *
     * @param hitRate the share of reads that were, 0 to 1
     * @param target the least share that a healthy forum reaches
     */
    @JsonPropertyOrder({"hits", "misses", "hit_rate", "target"})
    record Reads(
            long hits,
            long misses,
            @JsonProperty("hit_rate") double hitRate,
            double target) {

        static Reads of(CacheStats.Counts counts, double target) {
            return new Reads(counts.hits(), counts.misses(), rounded(counts.hitRate(), 4), target);
        }
    }

    /** The servers that hold the entries, what they are to each other, and whether the fence lets them be used. */
    @JsonPropertyOrder({"arrangement", "fence", "nodes"})
    record Servers(String arrangement, String fence, List<Node> nodes) {

        static @Nullable Servers of(@Nullable ServersStatus status) {
            return status == null
                    ? null
                    : new Servers(
                            status.arrangement(),
                            status.fence(),
                            status.servers().stream()
                                    .map(server -> new Node(server.name(), server.state()))
                                    .toList());
        }
    }

    /** One server, and {@code up} or why it is not used. */
    @JsonPropertyOrder({"name", "state"})
    record Node(String name, String state) {}

    /**
     * What is kept inside the process, in front of Redis.
     *
     * @param state {@code serving}, or why it is not used
     * @param share of all hits, 0 to 1, that were answered from there
     */
    @JsonPropertyOrder({"state", "entries", "bytes", "hits", "share"})
    record Near(String state, long entries, long bytes, long hits, double share) {

        static @Nullable Near of(@Nullable NearStatus near, CacheStats.Counts overall) {
            if (near == null) {
                return null;
            }
            double share = overall.hits() == 0 ? 0 : Math.min(1, (double) near.hits() / overall.hits());
            return new Near(near.state(), near.entries(), near.bytes(), near.hits(), rounded(share, 4));
        }
    }

    /** How long look-ups take, in milliseconds. */
    @JsonPropertyOrder({"p50_ms", "p99_ms"})
    record Latency(
            @JsonProperty("p50_ms") double p50,
            @JsonProperty("p99_ms") double p99) {}

    /**
     * What the comparison of hits with the database has found, as {@link Inspection} explains it.
     *
     * @param longest for how long an inconsistent entry was seen being served, in seconds
     */
    @JsonPropertyOrder({
        "inspected",
        "consistent",
        "inconsistent",
        "changed",
        "undecided",
        "dropped",
        "nines",
        "longest_seconds"
    })
    record Inspected(
            long inspected,
            long consistent,
            long inconsistent,
            long changed,
            long undecided,
            long dropped,
            double nines,
            @JsonProperty("longest_seconds") double longest) {

        static Inspected of(Inspection found) {
            return new Inspected(
                    found.inspected(),
                    found.consistent(),
                    found.inconsistent(),
                    found.changed(),
                    found.undecided(),
                    found.dropped(),
                    rounded(found.nines(), 2),
                    rounded(found.longest().toNanos() / 1e9, 1));
        }
    }

    static CacheReport of(ForumCacheService cache, PendingInvalidations pending) {
        BackendStatus status = cache.status();
        CacheStats stats = cache.stats();
        CacheStats.Counts overall = stats.overall();
        return new CacheReport(
                status.backend(),
                status.state(),
                orNull(status.entries()),
                orNull(status.bytes()),
                Servers.of(status.servers()),
                Near.of(status.near(), overall),
                reads(stats, EntryKind.THREAD),
                reads(stats, EntryKind.LIST),
                reads(stats, EntryKind.CATEGORY),
                Reads.of(overall, TARGET_OVERALL),
                overall.fills(),
                overall.refusedFills(),
                stats.notAdmitted(),
                overall.invalidations(),
                pending.count(),
                rounded(pending.oldest().toMillis() / 1e3, 1),
                overall.errors(),
                status.unreadable(),
                new Latency(millis(stats.latencyP50()), millis(stats.latencyP99())),
                cache.inspection().map(Inspected::of).orElse(null));
    }

    private static Reads reads(CacheStats stats, EntryKind kind) {
        return Reads.of(stats.of(kind), kind.targetHitRate());
    }

    private static @Nullable Long orNull(OptionalLong value) {
        return value.isPresent() ? value.getAsLong() : null;
    }

    private static double millis(Duration duration) {
        return rounded(duration.toNanos() / 1e6, 4);
    }

    private static double rounded(double value, int decimals) {
        double scale = Math.pow(10, decimals);
        return Math.round(value * scale) / scale;
    }
}
