package org.forumcache.redis;

import java.time.Duration;
import java.util.Arrays;
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
    private final Duration timeout;
    private volatile @Nullable Epoch current;
    private volatile @Nullable Epoch latest;
    /** The epoch whose set of categories was missing when it was looked for last. */
    private @Nullable Token withoutSet;

    Epochs(Servers servers, Duration timeout) {
        this.servers = servers;
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
        return now;
    }

    /** The epoch this process knew last, valid or not; {@code null} if it never knew one. */
    @Nullable
    Epoch latest() {
        return latest;
    }

    boolean isKnown() {
        Epoch now = current;
        return now != null && now.isValid();
    }

    /**
     * Lets nothing pass that was read in another epoch, or from a server that cannot be believed any more.
     *
     * @param used the epoch that was current when the question was sent
     * @throws CacheBackendException if the answer must not be used
     */
    void require(Epoch used, Link link) {
        if (!link.isProven() || !current().token().equals(used.token())) {
            throw new CacheBackendException("what " + link + " answered cannot be trusted any more");
        }
    }

    /** Reads the epoch again, and begins one if there is none. */
    synchronized void refresh() {
        long askedAt = System.nanoTime();
        long deadline = Call.deadline(timeout);
        Call<byte[]> question = Call.of(servers, Request.get(CacheKeys.epoch()));
        byte[] answer = question.await(deadline);
        Token token =
                StoredForm.tokenIn(answer, StoredForm.EPOCH, question.link().identity());
        become(new Epoch(token == null ? begin(null, deadline) : token, askedAt + Link.PROOF.toNanos()));
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
            become(new Epoch(begin(token, deadline), askedAt + Link.PROOF.toNanos()));
        }
    }

    /** Begins an epoch, unless another one than the unwanted is there already. */
    private Token begin(@Nullable Token unwanted, long deadline) {
        String key = CacheKeys.epoch();
        Token own = Token.random();
        Seal identity = servers.of(key).identity();
        byte[] beginning = StoredForm.beginning(StoredForm.EPOCH, identity);
        byte[] proposal = StoredForm.head(StoredForm.EPOCH, identity, own);
        byte[] agreed = Call.of(servers, Request.bytes(Script.AGREE, key, beginning, proposal, bytes(unwanted)))
                .await(deadline);
        if (Arrays.equals(agreed, proposal)) {
            beginSet(own, deadline);
        }
        return StoredForm.name(agreed);
    }

    /** Twice in a row, because whoever begins an epoch begins its set a moment later. */
    private boolean isWithoutSet(Token token, long deadline) {
        String key = CacheKeys.generations();
        byte[] mark = Epoch.markOf(token, servers.of(key));
        boolean missing = Call.of(servers, Request.isMember(key, mark)).await(deadline) == 0;
        boolean again = missing && token.equals(withoutSet);
        withoutSet = missing ? token : null;
        return again;
    }

    private void beginSet(Token token, long deadline) {
        String key = CacheKeys.generations();
        byte[] mark = Epoch.markOf(token, servers.of(key));
        Call.of(servers, Request.number(Script.OPEN, key, mark)).await(deadline);
    }

    /** Begins a new epoch, and returns when no process uses the old one any more. */
    void raise() {
        raiseHere();
        Pause.until(System.nanoTime() + Link.PROOF.toNanos());
    }

    private synchronized void raiseHere() {
        String key = CacheKeys.epoch();
        Token own = Token.random();
        long deadline = Call.deadline(timeout);
        byte[] stored = StoredForm.head(StoredForm.EPOCH, servers.of(key).identity(), own);
        long askedAt = System.nanoTime();
        // From here on nothing of the old epoch is served by this process, whatever becomes of the command.
        current = null;
        Call.of(servers, Request.set(key, stored)).await(deadline);
        beginSet(own, deadline);
        become(new Epoch(own, askedAt + Link.PROOF.toNanos()));
    }

    private void become(Epoch epoch) {
        latest = epoch;
        current = epoch;
    }

    private static byte[] bytes(@Nullable Token token) {
        return token == null ? NOTHING : StoredForm.bytes(token);
    }
}
