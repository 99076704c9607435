package org.forumcache.redis;

import java.time.Duration;
import org.forumcache.CacheBackendException;
import org.forumcache.CacheKeys;
import org.forumcache.Token;
import org.jspecify.annotations.Nullable;

/**
 * This process' knowledge of the epoch, which holds for {@link Link#PROOF} since the question was sent.
 *
 * <p>Whoever raises the epoch waits for as long: by then every process has noticed, or has stopped to use the cache until
 * it does. No clock is compared with another one's. The set of known categories is begun anew with every epoch; if it is
 * lost, the epoch is raised, because it can no longer be told what must be invalidated with all lists.
 */
final class Epochs {
    private static final byte[] NOTHING = {};

    private final Servers servers;
    private final @Nullable Admission admission;
    private final Duration timeout;
    private volatile @Nullable Epoch current;
    private volatile @Nullable Epoch latest;
    private volatile long knownSince;
    private boolean doubted;
    /** The epoch whose set of categories was missing when it was looked for last. */
    private @Nullable Token withoutSet;

    /**
     * @param admission what a {@link Fence} adds; {@code null} if there is none
     */
    Epochs(Servers servers, @Nullable Admission admission, Duration timeout) {
        this.servers = servers;
        this.admission = admission;
        this.timeout = timeout;
    }

    /**
     * The epoch.
     *
     * @throws CacheBackendException if it is not known
     */
    Epoch current() {
        Epoch now = current;
        if (now == null || !now.isValid()) {
            throw new CacheBackendException("Redis has not been verified " + (now == null ? "yet" : "lately"));
        }
        return admission == null ? now : fenced(now, admission.epoch());
    }

    private Epoch fenced(Epoch now, Seal fence) {
        if (now.fence().equals(fence)) {
            return now;
        }
        Epoch fenced = now.under(fence);
        // Taken up when the token is read next.
        latest = fenced;
        return fenced;
    }

    /** The epoch this process knew last, valid or not; {@code null} if it never knew one. */
    @Nullable
    Epoch latest() {
        return latest;
    }

    /** Sees to it that the fence, if there is one, and this process agree on the servers. */
    void settle() {
        if (admission != null) {
            admission.settle();
        }
    }

    /** How the fence is: {@code off}, {@code holding}, or why it lets nothing be used. */
    String fence() {
        if (admission == null) {
            return "off";
        }
        try {
            admission.epoch();
            return "holding";
        } catch (CacheBackendException e) {
            return String.valueOf(e.getMessage());
        }
    }

    boolean isKnown() {
        try {
            current();
            return true;
        } catch (CacheBackendException e) {
            return false;
        }
    }

    /**
     * Lets nothing pass that was read in another epoch, or from a server that cannot be believed any more.
     *
     * @param used the epoch that was current when the question was sent
     * @throws CacheBackendException if the answer must not be used
     */
    void require(Epoch used, Link link) {
        if (!link.isProven() || !current().isSameAs(used)) {
            throw new CacheBackendException("what " + link + " answered cannot be trusted any more");
        }
    }

    /**
     * Whether what was read in an epoch may still be used.
     *
     * @param now by {@link System#nanoTime}
     * @throws CacheBackendException if the {@link Fence} lets nothing be used
     */
    boolean holds(Epoch used, long now) {
        Epoch known = current;
        if (known == null || !known.isValidAt(now)) {
            return false;
        }
        // The fence's part is taken up late, so that it is asked itself.
        return known.token().equals(used.token())
                && (admission == null ? known.fence() : admission.epoch()).equals(used.fence());
    }

    /** Reads the epoch again, and begins one if there is none. */
    synchronized void refresh() {
        long askedAt = System.nanoTime();
        long deadline = Call.deadline(timeout);
        Call<byte[]> question = Call.of(servers, Request.get(CacheKeys.epoch()));
        byte[] answer = question.await(deadline);
        Token found =
                StoredForm.tokenIn(answer, StoredForm.EPOCH, question.link().identity());
        Token token = found == null || doubted ? begin(found, deadline) : found;
        doubted = false;
        become(token, askedAt);
    }

    /**
     * A server has taken the place of another one. What this process invalidated on the former may never have reached the
     * new one, where others may have stored it since: nothing is read until a new epoch has begun.
     */
    synchronized void doubt() {
        doubted = true;
        current = null;
    }

    /**
     * Begins a new epoch if the set of known categories is lost: nobody could tell any more what to invalidate with all
     * lists. Entries stay usable while its server is away.
     */
    synchronized void checkSet() {
        long askedAt = System.nanoTime();
        long deadline = Call.deadline(timeout);
        Token token = current().token();
        if (isWithoutSet(token, deadline)) {
            become(begin(token, deadline), askedAt);
        }
    }

    /** Begins an epoch, unless another one than the unwanted is there already. */
    private Token begin(@Nullable Token unwanted, long deadline) {
        Token own = Token.random();
        Request<byte[]> request = Request.bytes(Script.AGREE, CacheKeys.epoch(), link -> new byte[][] {
            StoredForm.beginning(StoredForm.EPOCH, link.identity()),
            StoredForm.head(StoredForm.EPOCH, link.identity(), own),
            bytes(unwanted),
            NOTHING
        });
        Token agreed = StoredForm.name(Call.of(servers, request).await(deadline));
        if (agreed.equals(own)) {
            beginSet(own, deadline);
        }
        return agreed;
    }

    /** Twice in a row, because whoever begins an epoch begins its set a moment later. */
    private boolean isWithoutSet(Token token, long deadline) {
        Request<Long> request = Request.isMember(CacheKeys.generations(), link -> Epoch.markOf(token, link));
        boolean missing = Call.of(servers, request).await(deadline) == 0;
        boolean again = missing && token.equals(withoutSet);
        withoutSet = missing ? token : null;
        return again;
    }

    private void beginSet(Token token, long deadline) {
        Request<Long> request =
                Request.number(Script.OPEN, CacheKeys.generations(), link -> new byte[][] {Epoch.markOf(token, link)});
        Call.of(servers, request).await(deadline);
    }

    /** Begins a new epoch, and returns when no process uses the old one any more. */
    void raise() {
        raiseHere();
        awaitNoticed();
    }

    /** Returns when no process uses an epoch any more that was before this process' one. */
    void awaitNoticed() {
        Pause.until(knownSince + Link.PROOF.toNanos());
    }

    private synchronized void raiseHere() {
        Token own = Token.random();
        long deadline = Call.deadline(timeout);
        long askedAt = System.nanoTime();
        // From here on nothing of the old epoch is served by this process, whatever becomes of the command.
        current = null;
        Request<byte[]> request =
                Request.set(CacheKeys.epoch(), link -> StoredForm.head(StoredForm.EPOCH, link.identity(), own));
        Call.of(servers, request).await(deadline);
        beginSet(own, deadline);
        become(own, askedAt);
    }

    private void become(Token token, long askedAt) {
        Epoch before = latest;
        Epoch epoch = new Epoch(token, before == null ? Seal.NONE : before.fence(), askedAt + Link.PROOF.toNanos());
        if (before == null || !before.token().equals(token)) {
            knownSince = System.nanoTime();
        }
        latest = epoch;
        current = epoch;
    }

    private static byte[] bytes(@Nullable Token token) {
        return token == null ? NOTHING : StoredForm.bytes(token);
    }
}
