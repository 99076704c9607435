package org.forumcache.spring;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.forumcache.BackendStatus;
import org.forumcache.CacheStats;
import org.forumcache.CacheStats.Counts;
import org.forumcache.EntryKind;
import org.forumcache.ForumCacheService;
import org.forumcache.Inspection;
import org.forumcache.NearStatus;

/**
 * The cache's meters, all of them read from what the cache counts anyway: no read or write costs anything for them.
 *
 * <p>Their number is fixed when they are bound. No tag has a value that comes from a request.
 */
final class CacheMeters implements MeterBinder {
    private static final String PREFIX = "forum.cache.";
    private static final String KIND = "cache";

    private final ForumCacheService cache;
    private final PendingInvalidations pending;

    CacheMeters(ForumCacheService cache, PendingInvalidations pending) {
        this.cache = cache;
        this.pending = pending;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (EntryKind kind : EntryKind.values()) {
            new KindMeters(cache, kind).bindTo(registry);
            bindCounts(registry, kind);
        }
        KindMeters.bindContents(cache, registry);
        FunctionCounter.builder(
                        PREFIX + "admissions.refused",
                        cache,
                        service -> service.stats().notAdmitted())
                .description("Lists that were loaded and not stored, because they are rarely asked for")
                .register(registry);
        bindLatency(registry);
        bindInvalidations(registry);
        bindBackend(registry);
        if (cache.status().near() != null) {
            bindNear(registry);
        }
        if (cache.inspection().isPresent()) {
            bindInspector(registry);
        }
    }

    private void bindCounts(MeterRegistry registry, EntryKind kind) {
        Kind of = new Kind(registry, kind);
        of.count("reads", "outcome", "hit", "Reads, by where the answer came from", Counts::hits);
        of.count("reads", "outcome", "miss", "Reads, by where the answer came from", c -> c.misses() - c.stale());
        of.count("reads", "outcome", "stale", "Reads, by where the answer came from", Counts::stale);
        of.count("reads", "outcome", "bypass", "Reads, by where the answer came from", Counts::bypasses);
        of.count("fills", "result", "stored", "Documents offered to the cache, by what became of them", Counts::fills);
        of.count(
                "fills",
                "result",
                "refused",
                "Documents offered to the cache, by what became of them",
                Counts::refusedFills);
        of.counter("invalidations", "Keys and groups made unusable", Counts::invalidations)
                .register(registry);
        of.counter("errors", "Calls that the backend failed", Counts::errors).register(registry);
    }

    /** The counts of one kind. */
    private final class Kind {
        private final MeterRegistry registry;
        private final EntryKind kind;

        Kind(MeterRegistry registry, EntryKind kind) {
            this.registry = registry;
            this.kind = kind;
        }

        void count(String name, String tag, String value, String meaning, ToLongFunction<Counts> count) {
            counter(name, meaning, count).tag(tag, value).register(registry);
        }

        FunctionCounter.Builder<ForumCacheService> counter(String name, String meaning, ToLongFunction<Counts> count) {
            return FunctionCounter.builder(
                            PREFIX + name,
                            cache,
                            service -> count.applyAsLong(service.stats().of(kind)))
                    .tag(KIND, kind.label())
                    .description(meaning);
        }
    }

    private void bindLatency(MeterRegistry registry) {
        quantile(registry, "0.5", CacheStats::latencyP50);
        quantile(registry, "0.99", CacheStats::latencyP99);
    }

    /** Not named {@code quantile}: Prometheus keeps that label for its summaries. */
    private void quantile(MeterRegistry registry, String share, Function<CacheStats, Duration> latency) {
        TimeGauge.builder(
                        PREFIX + "lookup.latency",
                        cache,
                        TimeUnit.NANOSECONDS,
                        service -> latency.apply(service.stats()).toNanos())
                .tag("share", share)
                .description("Time that this share of the look-ups since the start stayed below; one in 64 is timed")
                .register(registry);
    }

    private void bindInvalidations(MeterRegistry registry) {
        Gauge.builder(PREFIX + "invalidations.pending", pending, PendingInvalidations::count)
                .description("Invalidations that the backend does not have yet")
                .register(registry);
        TimeGauge.builder(
                        PREFIX + "invalidations.oldest",
                        pending,
                        TimeUnit.MILLISECONDS,
                        waiting -> waiting.oldest().toMillis())
                .description("For how long the oldest of the pending invalidations has waited")
                .register(registry);
    }

    private void bindBackend(MeterRegistry registry) {
        for (BackendStatus.Condition condition : BackendStatus.Condition.values()) {
            Gauge.builder(
                            PREFIX + "backend.condition",
                            cache,
                            service -> service.status().condition() == condition ? 1 : 0)
                    .tag("condition", condition.name().toLowerCase(Locale.ROOT))
                    .description("1 for the condition the backend is in, 0 for the others")
                    .register(registry);
        }
        FunctionCounter.builder(
                        PREFIX + "unreadable",
                        cache,
                        service -> service.status().unreadable())
                .description("Times something lay at a key that the backend cannot have stored there")
                .register(registry);
        if (cache.status().bytes().isPresent()) {
            Gauge.builder(
                            PREFIX + "bytes",
                            cache,
                            service -> service.status().bytes().orElse(0))
                    .baseUnit(BaseUnits.BYTES)
                    .description("What the cached documents take, keys included")
                    .register(registry);
        }
    }

    private void bindNear(MeterRegistry registry) {
        near("serving", near -> near.state().equals("serving") ? 1 : 0)
                .description("1 if copies inside the process are served, 0 if they are not trusted")
                .register(registry);
        near("entries", NearStatus::entries)
                .description("Copies inside the process")
                .register(registry);
        near("bytes", NearStatus::bytes)
                .baseUnit(BaseUnits.BYTES)
                .description("What the copies inside the process take, keys included")
                .register(registry);
        FunctionCounter.builder(PREFIX + "near.hits", cache, service -> near(service, NearStatus::hits))
                .description("Look-ups answered by copies inside the process")
                .register(registry);
    }

    private Gauge.Builder<ForumCacheService> near(String name, ToDoubleFunction<NearStatus> figure) {
        return Gauge.builder(PREFIX + "near." + name, cache, service -> near(service, figure));
    }

    private static double near(ForumCacheService cache, ToDoubleFunction<NearStatus> figure) {
        NearStatus near = cache.status().near();
        return near == null ? 0 : figure.applyAsDouble(near);
    }

    private void bindInspector(MeterRegistry registry) {
        inspections(registry, "consistent", Inspection::consistent);
        inspections(registry, "inconsistent", Inspection::inconsistent);
        inspections(registry, "changed", Inspection::changed);
        inspections(registry, "undecided", Inspection::undecided);
        inspections(registry, "dropped", Inspection::dropped);
        Gauge.builder(PREFIX + "inspection.nines", cache, service -> found(service, Inspection::nines))
                .description("Nines of the consistent share of the hits that could be judged: 3 for 99.9 %")
                .register(registry);
        TimeGauge.builder(
                        PREFIX + "inspection.longest",
                        cache,
                        TimeUnit.MILLISECONDS,
                        service -> found(service, found -> found.longest().toMillis()))
                .description("For how long an inconsistent entry was seen being served, at the least")
                .register(registry);
    }

    private void inspections(MeterRegistry registry, String result, ToDoubleFunction<Inspection> count) {
        FunctionCounter.builder(PREFIX + "inspections", cache, service -> found(service, count))
                .tag("result", result)
                .description("Sampled hits, by what their comparison with the database has shown")
                .register(registry);
    }

    private static double found(ForumCacheService cache, ToDoubleFunction<Inspection> figure) {
        return cache.inspection().map(figure::applyAsDouble).orElse(0.0);
    }
}
