package org.forumcache;

import java.time.Duration;
import java.util.Locale;

/** The three families of cached documents, each with its default time-to-live and hit-rate target. */
public enum EntryKind {
    /** One thread with its first posts: changes with every post and reaction. */
    THREAD(Duration.ofHours(1), 0.35),
    /** One page of a filtered list of threads, grouped by category. */
    LIST(Duration.ofHours(6), 0.25),
    /** One category: rarely changes. */
    CATEGORY(Duration.ofHours(24), 0.50);

    private final Duration defaultTtl;
    private final double targetHitRate;

    EntryKind(Duration defaultTtl, double targetHitRate) {
        this.defaultTtl = defaultTtl;
        this.targetHitRate = targetHitRate;
    }

    /** How long an entry of this kind lives unless the builder or the call says otherwise. */
    public Duration defaultTtl() {
        return defaultTtl;
    }

    /** The share of look-ups, 0 to 1, that a healthy forum answers from the cache. */
    public double targetHitRate() {
        return targetHitRate;
    }

    /** The name as settings, metrics and paths write it: {@code thread}, {@code list}, {@code category}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
