package org.forumcache;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import tools.jackson.databind.json.JsonMapper;

/** Builds a {@link ForumCacheService}; everything has a default. Not safe for several threads. */
public final class ForumCacheBuilder {
    private static final Duration MAX_WAIT = Duration.ofHours(1);
    /** One lease may end, and its successor's too, before a reader loads for itself. */
    private static final int LEASES_TO_WAIT_FOR = 3;

    private final CacheBackend backend;
    private final Map<EntryKind, Duration> ttls = new EnumMap<>(EntryKind.class);
    private Duration absentTtl = Duration.ofSeconds(30);
    private Duration keepExpired = Duration.ofHours(1);
    private Duration leaseLife = Duration.ofSeconds(10);
    private Duration foreignWait = Duration.ofMillis(150);
    private JsonCodec codec = new JacksonCodec(JsonMapper.shared());
    private BooleanSupplier bypass = () -> false;
    private LoadScope loadScope = LoadScope.CALLERS_OWN;
    private Predicate<? super Exception> outage = failure -> true;
    private ListAdmission listAdmission = ListAdmission.ALWAYS;
    private double sampleRate;
    private DocumentVersion version = (key, document) -> document.toString();
    private ReadObserver observer = Unobserved.INSTANCE;
    private LongSupplier nanoClock = System::nanoTime;
    private DoubleSupplier random = () -> ThreadLocalRandom.current().nextDouble();

    ForumCacheBuilder(CacheBackend backend) {
        this.backend = requireGiven("backend", backend);
    }

    /** How long entries of a kind live; 1, 6 and 24 hours for threads, lists and categories by default. */
    public ForumCacheBuilder ttl(EntryKind kind, Duration ttl) {
        ttls.put(requireGiven("kind", kind), requirePositive(kind.label() + " ttl", ttl));
        return this;
    }

    /** How long "there is no such thread" is remembered; 30 s by default. */
    public ForumCacheBuilder absentTtl(Duration ttl) {
        absentTtl = requirePositive("absentTtl", ttl);
        return this;
    }

    /**
     * How long a document outlives its time-to-live, to be served when loading it anew fails; 1 hour by default. Inside
     * the process, more than 24 days are 24 days.
     */
    public ForumCacheBuilder keepExpired(Duration duration) {
        if (requireGiven("keepExpired", duration).isNegative()) {
            throw new IllegalArgumentException("keepExpired is " + duration + "; use zero to keep nothing");
        }
        keepExpired = duration;
        return this;
    }

    /**
     * How long a load may take and still be stored; 10 s by default, one hour at most. Readers of the same process wait
     * up to three times as long for a load in progress, and for its successors, before they load for themselves.
     */
    public ForumCacheBuilder leaseLife(Duration duration) {
        leaseLife = requireWait("leaseLife", duration);
        return this;
    }

    /** How long a reader waits for a load in another process before it loads for itself; 150 ms by default, one hour at most. */
    public ForumCacheBuilder foreignWait(Duration duration) {
        foreignWait = requireWait("foreignWait", duration);
        return this;
    }

    /** How documents become JSON; Jackson with its defaults if not set. */
    public ForumCacheBuilder codec(JsonCodec jsonCodec) {
        codec = requireGiven("codec", jsonCodec);
        return this;
    }

    /**
     * When the calling thread must neither read from the cache nor store into it: inside a transaction that has
     * written, its own changes are not committed yet and the cache's answers may be newer than its snapshot.
     */
    public ForumCacheBuilder bypassWhen(BooleanSupplier condition) {
        bypass = requireGiven("condition", condition);
        return this;
    }

    /** In what the loads whose answers are stored run: a fresh transaction, for example. */
    public ForumCacheBuilder loadsIn(LoadScope scope) {
        loadScope = requireGiven("scope", scope);
        return this;
    }

    /**
     * For which exceptions of a loader an expired document is served in its place; for all of them by default, and never
     * for an {@link Error}. Where only those of a database that is away are named, a mistake in a loader cannot hide
     * behind pages that are still shown.
     */
    public ForumCacheBuilder staleIf(Predicate<? super Exception> condition) {
        outage = requireGiven("condition", condition);
        return this;
    }

    /**
     * Which thread lists are stored; all of them by default. A store that other processes share, or that does not tell
     * often from rarely used entries, is kept clean of what crawlers ask for by
     * {@link ListAdmission#RARE_WHEN_ASKED_AGAIN}. What {@code set…} is called for is stored either way.
     */
    public ForumCacheBuilder admitLists(ListAdmission admission) {
        listAdmission = requireGiven("admission", admission);
        return this;
    }

    /**
     * Which share of the hits is compared with the database a second after it was served, from 0 to 1; none by default.
     *
     * <p>The reader's loader is run once more for it, in the {@linkplain #loadsIn load scope}, on a thread of the cache's
     * own: what it needs of the request must be in the loader itself. Reads of this cache inside it bypass the cache.
     * {@link ForumCacheService#inspection} tells what was found. Hits read without a loader cannot be compared.
     *
     * @throws IllegalArgumentException if the rate is no number from 0 to 1
     */
    public ForumCacheBuilder inspect(double rate) {
        if (!(rate >= 0 && rate <= 1)) {
            throw new IllegalArgumentException("rate is " + rate + "; it is a share of all hits, from 0 to 1");
        }
        sampleRate = rate;
        return this;
    }

    /** What of a document is {@linkplain #inspect compared} with the database; the whole JSON text by default. */
    public ForumCacheBuilder inspectBy(DocumentVersion documentVersion) {
        version = requireGiven("documentVersion", documentVersion);
        return this;
    }

    /** Who is told of the steps of reads; nobody by default. */
    public ForumCacheBuilder observeBy(ReadObserver readObserver) {
        observer = requireGiven("readObserver", readObserver);
        return this;
    }

    /** Time and chance as a test wants them. */
    ForumCacheBuilder with(LongSupplier testClock, DoubleSupplier testRandom) {
        nanoClock = testClock;
        random = testRandom;
        return this;
    }

    /** The cache, ready for use. */
    public ForumCacheService build() {
        Statistics statistics = new Statistics();
        Documents documents = new Documents(codec);
        Lifetimes lifetimes = new Lifetimes(ttls, absentTtl, keepExpired, leaseLife);
        SoftBackend soft = new SoftBackend(backend, lifetimes, statistics, nanoClock);
        Loads loads = new Loads(documents, loadScope, nanoClock, outage, observer);
        SharedLoads sharedLoads = new SharedLoads(soft, loads, leaseLife.multipliedBy(LEASES_TO_WAIT_FOR), foreignWait);
        Tally tally = new Tally();
        Examiner examiner = new Examiner(soft, loads, new Versions(documents, version), nanoClock, tally);
        Inspector inspector = new Inspector(sampleRate, random, examiner, tally, Inspector.Timing.by(nanoClock));
        ReadThrough reads = new ReadThrough(
                soft,
                sharedLoads,
                documents,
                statistics,
                bypass(inspector),
                new EarlyRefresh(random),
                inspector,
                observer,
                listAdmission == ListAdmission.ALWAYS ? null : new Doorkeeper(nanoClock));
        return new ForumCacheService(soft, reads, documents, statistics, lifetimes, inspector);
    }

    private BooleanSupplier bypass(Inspector inspector) {
        BooleanSupplier asked = bypass;
        return inspector.isOn() ? () -> inspector.isInspecting() || asked.getAsBoolean() : asked;
    }

    private static <T> T requireGiven(String name, T value) {
        if (value == null) {
            throw new IllegalArgumentException(name + " is null");
        }
        return value;
    }

    private static Duration requireWait(String name, Duration value) {
        if (requirePositive(name, value).compareTo(MAX_WAIT) > 0) {
            throw new IllegalArgumentException(name + " is " + value + "; it must be at most " + MAX_WAIT);
        }
        return value;
    }

    static Duration requirePositive(String name, Duration value) {
        requireGiven(name, value);
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + " is " + value + "; it must be longer than zero");
        }
        return value;
    }
}
