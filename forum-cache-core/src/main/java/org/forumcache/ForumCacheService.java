package org.forumcache;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A forum's cache of threads, filtered and paged thread lists, and categories.
 *
 * <p>Its promise: no read that starts after a write was acknowledged returns anything older than that write, provided
 * that writers invalidate after they commit and before they acknowledge, and that readers load through
 * {@code get…(…, loader)}. The plain {@code set…} methods store unconditionally, as the last writer; a slow caller can
 * store with them what a write has replaced meanwhile. Inside a transaction that bypasses the cache they do nothing.
 *
 * <p>Immutable and safe for all threads. A broken backend never breaks a caller: a read becomes a miss, a store is
 * dropped, an invalidation is kept and delivered before the backend is trusted again: while any waits, a daemon thread
 * tries it every 100 ms. Only bad arguments and the loader's own exceptions are thrown.
 */
public final class ForumCacheService implements AutoCloseable {
    private final SoftBackend backend;
    private final ReadThrough reads;
    private final Documents documents;
    private final Statistics statistics;
    private final Lifetimes lifetimes;
    private final Inspector inspector;

    ForumCacheService(
            SoftBackend backend,
            ReadThrough reads,
            Documents documents,
            Statistics statistics,
            Lifetimes lifetimes,
            Inspector inspector) {
        this.backend = backend;
        this.reads = reads;
        this.documents = documents;
        this.statistics = statistics;
        this.lifetimes = lifetimes;
        this.inspector = inspector;
    }

    /** A cache inside this process, bounded to 256 MB, with everything else at its default. */
    public static ForumCacheService embedded() {
        return builder(EmbeddedBackend.withMaxSize(EmbeddedBackend.DEFAULT_MAX_SIZE))
                .build();
    }

    /** Starts to build a cache on a backend. */
    public static ForumCacheBuilder builder(CacheBackend backend) {
        return new ForumCacheBuilder(backend);
    }

    /**
     * The cached thread; empty if it is not cached, or cached as "there is none".
     *
     * @throws IllegalArgumentException if the slug is not 1 to 255 of {@code A-Z a-z 0-9 _ -}
     */
    public Optional<CachedJson> getThread(String slug) {
        return peek(EntryKey.thread(slug)).flatMap(CacheRead::document);
    }

    /**
     * The thread, from the cache or else from the loader, whose answer is stored unless a write replaced it meanwhile.
     *
     * @param loader reads the thread from the database; empty if there is none
     * @return the thread; empty if there is none
     * @throws IllegalArgumentException if the slug is not 1 to 255 of {@code A-Z a-z 0-9 _ -}
     */
    public Optional<CachedJson> getThread(String slug, Supplier<? extends Optional<?>> loader) {
        return read(EntryKey.thread(slug), loader).document();
    }

    /** Stores a thread unconditionally for the default time-to-live of threads. */
    public void setThread(String slug, Object thread) {
        setThread(slug, thread, lifetimes.of(EntryKind.THREAD));
    }

    /**
     * Stores a thread unconditionally.
     *
     * @param thread anything that the codec can write as JSON
     * @throws IllegalArgumentException if an argument is out of range; the message names it
     */
    public void setThread(String slug, Object thread, Duration ttl) {
        put(EntryKey.thread(slug), thread, ttl);
    }

    /** Makes the cached thread unusable for every read that starts after this call returns. */
    public void invalidateThread(String slug) {
        reads.forgetGlance();
        backend.invalidate(Invalidation.thread(slug));
        CacheLog.delete("thread " + slug);
    }

    /** The cached page of a thread list; empty if it is not cached. */
    public Optional<CachedJson> getThreadList(ThreadListQuery query) {
        return peek(EntryKey.threadList(query)).flatMap(CacheRead::document);
    }

    /**
     * The page of a thread list, from the cache or else from the loader.
     *
     * @see #getThread(String, Supplier)
     */
    public Optional<CachedJson> getThreadList(ThreadListQuery query, Supplier<? extends Optional<?>> loader) {
        return read(EntryKey.threadList(query), loader).document();
    }

    /** Stores a page of a thread list unconditionally for the default time-to-live of lists. */
    public void setThreadList(ThreadListQuery query, Object list) {
        setThreadList(query, list, lifetimes.of(EntryKind.LIST));
    }

    /** Stores a page of a thread list unconditionally. */
    public void setThreadList(ThreadListQuery query, Object list, Duration ttl) {
        put(EntryKey.threadList(query), list, ttl);
    }

    /**
     * Makes every cached page of a category's lists, and of the lists of {@code all} categories, unusable for every
     * read that starts after this call returns. Costs the same for any number of pages.
     */
    public void invalidateThreadList(String categorySlug) {
        reads.forgetGlance();
        backend.invalidate(Invalidation.threadLists(categorySlug));
        CacheLog.delete("pattern " + CacheKeys.allListsOf(categorySlug));
    }

    /** Makes every cached thread list unusable for every read that starts after this call returns. */
    public void invalidateAllThreadLists() {
        reads.forgetGlance();
        backend.invalidateAllGroups();
        CacheLog.delete("pattern " + CacheKeys.allLists());
    }

    /** The cached category; empty if it is not cached, or cached as "there is none". */
    public Optional<CachedJson> getCategory(String slug) {
        return peek(EntryKey.category(slug)).flatMap(CacheRead::document);
    }

    /**
     * The category, from the cache or else from the loader; the slug {@code all} names the overview of all categories.
     *
     * @see #getThread(String, Supplier)
     */
    public Optional<CachedJson> getCategory(String slug, Supplier<? extends Optional<?>> loader) {
        return read(EntryKey.category(slug), loader).document();
    }

    /** Stores a category unconditionally for the default time-to-live of categories. */
    public void setCategory(String slug, Object category) {
        setCategory(slug, category, lifetimes.of(EntryKind.CATEGORY));
    }

    /** Stores a category unconditionally. */
    public void setCategory(String slug, Object category, Duration ttl) {
        put(EntryKey.category(slug), category, ttl);
    }

    /** Makes the cached category, and the overview of all, unusable for every read that starts after this call. */
    public void invalidateCategory(String slug) {
        reads.forgetGlance();
        backend.invalidate(Invalidation.category(slug));
        CacheLog.delete("category " + slug);
    }

    /**
     * What {@code get…(…, loader)} do, for any key, with the outcome.
     *
     * <p>The loader runs on the calling thread. It must not wait for reads of this cache in other threads.
     *
     * @throws RuntimeException whatever the loader throws, if nothing expired can be served instead
     */
    public CacheRead read(EntryKey key, Supplier<? extends Optional<?>> loader) {
        if (loader == null) {
            throw new IllegalArgumentException("loader is null; use peek(key) to read without one");
        }
        return reads.read(key, loader);
    }

    /** What {@code get…} without a loader do, for any key: empty if a read would have to load. */
    public Optional<CacheRead> peek(EntryKey key) {
        return reads.peek(key);
    }

    /**
     * Looks ahead of a {@link #read} that other code of this thread will make, and may save it: counts a hit, and
     * leaves everything else to that read. Never loads, never waits for a load and takes no lease.
     */
    public Glance glance(EntryKey key) {
        return reads.glance(key);
    }

    /**
     * Makes everything named unusable for every read that starts after this call returns.
     *
     * @return {@code false} if the backend could not be told: then it holds for this process, which reads nothing from
     *     the backend until it has been told, and not for others
     */
    public boolean invalidate(Invalidation invalidation) {
        reads.forgetGlance();
        boolean taken = backend.invalidate(invalidation);
        CacheLog.delete(invalidation);
        return taken;
    }

    /** Makes everything cached unusable for every read that starts after this call returns. */
    public void invalidateEverything() {
        reads.forgetGlance();
        backend.invalidateEverything();
        CacheLog.delete("everything");
    }

    /** What lies at a key, whether or not the calling thread would be served it; counted as no read. */
    public EntryDetails details(EntryKey key) {
        return reads.details(key);
    }

    /** What the cache did since it was built. */
    public CacheStats stats() {
        return statistics.snapshot();
    }

    /** What the comparison of hits with the database has found; empty if it is {@linkplain ForumCacheBuilder#inspect off}. */
    public Optional<Inspection> inspection() {
        return inspector.isOn() ? Optional.of(inspector.found()) : Optional.empty();
    }

    /** How many invalidations could not be delivered to the backend yet; reads bypass it until there are none. */
    public int pendingInvalidations() {
        return backend.pendingInvalidations();
    }

    /** For how long the oldest of them has waited; zero if there are none. */
    public Duration oldestPendingInvalidation() {
        return backend.oldestPendingInvalidation();
    }

    /** What the backend says of itself. */
    public BackendStatus status() {
        return backend.status();
    }

    /**
     * Tries once more to deliver the invalidations that are pending, and stops the thread that does so and the one that
     * compares hits with the database. The backend stays open: whoever made it closes it afterwards. A cache that is not
     * closed keeps no process alive.
     */
    @Override
    public void close() {
        inspector.close();
        backend.close();
    }

    private void put(EntryKey key, Object document, Duration ttl) {
        ForumCacheBuilder.requirePositive("ttl", ttl);
        CacheEntry entry = documents.entry(document, Duration.ZERO);
        reads.forgetGlance();
        reads.put(key, entry, ttl);
    }
}
