package org.forumcache.benchmarks.consistency;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.forumcache.CacheBackend;
import org.forumcache.UnguardedBackend;
import org.forumcache.redis.RedisBackend;
import org.forumcache.redis.RedisSettings;
import org.forumcache.redis.UnguardedNear;

/** How readers and writers use the cache: as this project does, or as others do. */
public enum Protocol {
    /** This project's, as the starter makes it. */
    OURS,
    /** The same with {@code forum.cache.strict}. */
    OURS_STRICT,
    /** Readers look up, load and store; writers delete after they have committed. */
    DELETE_AFTER_COMMIT,
    /** The same, and writers delete once more a moment later. */
    DELAYED_DOUBLE_DELETE,
    /** This project's, but what was loaded is stored whatever has become of the lease. */
    UNGUARDED_FILL,
    /** This project's, but writers are answered before the cache is told. */
    ACKNOWLEDGE_FIRST,
    /** This project's with the near cache, but an answer of Redis becomes a copy even if a push has overtaken it. */
    NEAR_WITHOUT_PLACEHOLDER,
    /** This project's with the near cache, but copies are used though the connection for pushes is lost or silent. */
    NEAR_WITHOUT_FLUSH;

    private static final Duration SECOND_DELETE = Duration.ofMillis(500);

    /** As the command line writes it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The protocol that the command line names.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Protocol named(String label) {
        return Arrays.stream(values())
                .filter(protocol -> protocol.label().equals(label))
                .findAny()
                .orElseThrow(() ->
                        new IllegalArgumentException("there is no protocol " + label + "; choose among " + labels()));
    }

    private static String labels() {
        return Arrays.stream(values()).map(Protocol::label).collect(Collectors.joining(", "));
    }

    /** Whether it is this project's, which must keep its promise. */
    public boolean isOurs() {
        return this == OURS || this == OURS_STRICT;
    }

    /** Whether what the default mode excepts is excepted: these differ from it in the near cache only. */
    boolean isExcused() {
        return this == OURS || hasNear();
    }

    /** Whether it has the near cache of itself. */
    boolean hasNear() {
        return this == NEAR_WITHOUT_PLACEHOLDER || this == NEAR_WITHOUT_FLUSH;
    }

    /** The settings of a node that uses it. */
    List<String> properties() {
        return this == OURS_STRICT ? List.of("forum.cache.strict=true") : List.of();
    }

    /** The backend, connected to Redis, that takes the place of the starter's; not for ours. */
    CacheBackend backend(String uri) {
        return switch (this) {
            case OURS, OURS_STRICT -> throw new IllegalStateException(label() + " uses the starter's backend");
            case DELETE_AFTER_COMMIT -> PlainBackend.connect(uri);
            case DELAYED_DOUBLE_DELETE -> DelayedDoubleDelete.on(PlainBackend.connect(uri), SECOND_DELETE);
            case UNGUARDED_FILL -> new UnguardedBackend(connect(uri));
            case ACKNOWLEDGE_FIRST -> AcknowledgeFirst.on(connect(uri));
            case NEAR_WITHOUT_PLACEHOLDER -> UnguardedNear.withoutPlaceholder(connect(uri));
            case NEAR_WITHOUT_FLUSH -> UnguardedNear.withoutFlush(connect(uri));
        };
    }

    private static RedisBackend connect(String uri) {
        return RedisBackend.connect(RedisSettings.at(uri));
    }
}
