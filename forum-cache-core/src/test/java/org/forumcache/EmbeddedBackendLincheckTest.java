package org.forumcache;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.forumcache.Interleavings.AnyEntry;
import org.forumcache.Interleavings.Entry;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The in-process state machine under {@link Interleavings}: no invalidation is lost, no outdated fill is stored. */
@Tag("interleavings")
class EmbeddedBackendLincheckTest {
    private static final Duration LONG = Duration.ofHours(1);

    @Test
    void everyInterleavingOfShortRacesKeepsThePromise() {
        Interleavings races = Interleavings.of(Backend.class, KeptPromise.class);
        for (Entry entry : Entry.values()) {
            races.race(entry, List.of(), List.of("read"), List.of("write", "read"))
                    .race(entry, List.of(), List.of("read"), List.of("put", "read"))
                    .race(entry, List.of("read"), List.of("write"), List.of("write", "read"))
                    .race(entry, List.of("read"), List.of("refresh"), List.of("write", "read"));
        }
        races.race(Entry.LIST, List.of("read"), List.of("writeAllLists"), List.of("writeAllLists", "read"))
                .race(Entry.LIST, List.of(), List.of("read"), List.of("writeEverything", "read"))
                .modelCheck();
    }

    /** Two writers end one generation; a lease must not take along what a generation held that ended just then. */
    @Test
    void everyInterleavingInsideTheMapsKeepsThePromise() {
        Interleavings.of(Backend.class, KeptPromise.class)
                .race(Entry.LIST, List.of("read"), List.of("write"), List.of("write", "read"))
                .race(Entry.LIST, List.of("storeExpired"), List.of("takeLease"), List.of("write", "join"))
                .modelCheckInsideMaps();
    }

    @Test
    void randomOperationsInParallelKeepThePromise() {
        Interleavings.of(Backend.class, KeptPromise.class).stress();
    }

    /** A backend and the rows behind two of its entries. */
    public static class Backend {
        private final EmbeddedBackend backend = new EmbeddedBackend(1 << 20, () -> 10);
        private final LincheckRow threadRow = new LincheckRow();
        private final LincheckRow listRow = new LincheckRow();
        private final AtomicReference<@Nullable CacheEntry> takenAlong = new AtomicReference<>();

        /** Whether a read through the cache returns nothing outdated. */
        @Operation
        public boolean read(@Param(gen = AnyEntry.class) Entry entry) {
            return row(entry).isFresh(() -> readThrough(entry));
        }

        @Operation
        public void write(@Param(gen = AnyEntry.class) Entry entry) {
            Invalidation outdated = entry.outdated();
            row(entry).write(() -> backend.invalidate(outdated.keys(), outdated.groups()));
        }

        @Operation
        public boolean refresh(@Param(gen = AnyEntry.class) Entry entry) {
            if (backend.find(entry.key()) instanceof Lookup.Hit hit) {
                CacheEntry fresh = row(entry).entry(row(entry).snapshot());
                backend.replace(entry.key(), hit.entry(), fresh, LONG, LONG);
            }
            return true;
        }

        public void put(Entry entry) {
            row(entry).writeAs(version -> backend.put(entry.key(), row(entry).entry(version), LONG, LONG));
        }

        public void writeAllLists(Entry entry) {
            row(entry).write(backend::invalidateAllGroups);
        }

        public void writeEverything(Entry entry) {
            row(entry).write(backend::invalidateEverything);
        }

        public void storeExpired(Entry entry) {
            backend.put(entry.key(), row(entry).entry(0), Duration.ZERO, LONG);
        }

        /** Takes the expired value along, to serve it to all who join this lease if loading fails. */
        public void takeLease(Entry entry) {
            Lookup answer = backend.acquire(
                    entry.key(), new Lookup.Miss(null), row(entry).token(), LONG);
            if (answer instanceof Lookup.Granted granted) {
                takenAlong.set(granted.lease().expired());
            }
        }

        /** Whether whoever joins a lease now will not be served what expired before the write. */
        public boolean join(Entry entry) {
            boolean joins = backend.find(entry.key()) instanceof Lookup.Busy;
            return !joins || takenAlong.get() == null;
        }

        private long readThrough(Entry entry) {
            LincheckRow row = row(entry);
            Lookup found = backend.find(entry.key());
            if (found instanceof Lookup.Miss miss) {
                found = backend.acquire(entry.key(), miss, row.token(), LONG);
            }
            if (found instanceof Lookup.Hit hit) {
                return LincheckRow.version(hit.entry());
            }
            long version = row.snapshot();
            if (found instanceof Lookup.Granted granted) {
                backend.fill(granted.lease(), row.entry(version), LONG, LONG);
            }
            return version;
        }

        private LincheckRow row(Entry entry) {
            return entry == Entry.THREAD ? threadRow : listRow;
        }
    }

    /** What every operation answers in every order. */
    public static class KeptPromise {
        public boolean read(Entry entry) {
            return true;
        }

        public void write(Entry entry) {}

        public boolean refresh(Entry entry) {
            return true;
        }

        public void put(Entry entry) {}

        public void writeAllLists(Entry entry) {}

        public void writeEverything(Entry entry) {}

        public void storeExpired(Entry entry) {}

        public void takeLease(Entry entry) {}

        public boolean join(Entry entry) {
            return true;
        }
    }
}
