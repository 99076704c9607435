package org.forumcache;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.forumcache.Interleavings.AnyEntry;
import org.forumcache.Interleavings.Entry;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whole reads under {@link Interleavings}: nobody joins a load that an acknowledged write has overtaken. */
@Tag("interleavings")
class SharedLoadsLincheckTest {
    private static final Duration LONG = Duration.ofHours(1);

    @Test
    void everyInterleavingOfShortRacesKeepsThePromise() {
        Interleavings races = Interleavings.of(Cache.class, KeptPromise.class);
        for (Entry entry : Entry.values()) {
            races.race(entry, List.of(), List.of("read"), List.of("write", "read"))
                    .race(entry, List.of("storeExpired"), List.of("fail"), List.of("write", "fail"));
        }
        races.modelCheck();
    }

    @Test
    void randomOperationsInParallelKeepThePromise() {
        Interleavings.of(Cache.class, KeptPromise.class).stress();
    }

    /** A cache and the rows behind two of its entries. */
    public static class Cache {
        private final EmbeddedBackend backend = new EmbeddedBackend(1 << 20, () -> 10);
        private final ForumCacheService cache = ForumCacheService.builder(backend)
                .codec(new NumberCodec())
                .leaseLife(LONG)
                .with(() -> 0, () -> 0)
                .build();
        private final LincheckRow threadRow = new LincheckRow();
        private final LincheckRow listRow = new LincheckRow();

        /** Whether a read through the cache returns nothing outdated. */
        @Operation
        public boolean read(@Param(gen = AnyEntry.class) Entry entry) {
            return row(entry)
                    .isFresh(() -> version(
                            cache.read(entry.key(), () -> Optional.of(row(entry).snapshot()))));
        }

        @Operation
        public void write(@Param(gen = AnyEntry.class) Entry entry) {
            row(entry).write(() -> cache.invalidate(entry.outdated()));
        }

        /** Whether a read whose load fails returns nothing outdated, if it does not fail as well. */
        public boolean fail(Entry entry) {
            Supplier<Optional<?>> loader = () -> {
                throw new IllegalStateException("database down");
            };
            try {
                return row(entry).isFresh(() -> version(cache.read(entry.key(), loader)));
            } catch (IllegalStateException e) {
                return true;
            }
        }

        public void storeExpired(Entry entry) {
            backend.put(entry.key(), row(entry).entry(0), Duration.ZERO, LONG);
        }

        private LincheckRow row(Entry entry) {
            return entry == Entry.THREAD ? threadRow : listRow;
        }

        private static long version(CacheRead read) {
            return read.document().orElseThrow().as(Long.class);
        }
    }

    /** What every operation answers in every order. */
    public static class KeptPromise {
        public boolean read(Entry entry) {
            return true;
        }

        public void write(Entry entry) {}

        public boolean fail(Entry entry) {
            return true;
        }

        public void storeExpired(Entry entry) {}
    }

    /** Numbers as JSON, without a library that Lincheck would have to step through. */
    private static final class NumberCodec implements JsonCodec {
        @Override
        public byte[] encode(Object document) {
            return document.toString().getBytes(UTF_8);
        }

        @Override
        public <T> T decode(byte[] utf8, Class<T> type) {
            return type.cast(Long.valueOf(new String(utf8, UTF_8)));
        }
    }
}
