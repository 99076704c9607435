package org.forumcache.redis;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.forumcache.CacheBackendException;
import org.forumcache.CacheKeys;
import org.forumcache.Token;
import org.jspecify.annotations.Nullable;

/**
 * The generations of groups, and the set of all groups that have one.
 *
 * <p>A group is in the set before its first generation begins, and a generation ends by being replaced only if it is
 * valid: so whoever invalidates all groups finds every one that has valid entries. Absence is always safe.
 */
final class Groups {
    private static final byte[] NOTHING = {};
    /** How long a generation is kept that nobody renews; its lists are long gone by then. In milliseconds. */
    private static final byte[] LIFE = ascii(Duration.ofDays(7).toMillis());
    /** So many categories are no forum's; the set begins anew. */
    private static final byte[] MAX_KNOWN = ascii(100_000);
    /** More groups than that are ended with their epoch. */
    private static final byte[] MAX_ENDED = ascii(1_000);

    private final Servers servers;
    private final Epochs epochs;
    private final Duration timeout;

    Groups(Servers servers, Epochs epochs, Duration timeout) {
        this.servers = servers;
        this.epochs = epochs;
        this.timeout = timeout;
    }

    /**
     * The generation that lies in a group's place; {@code null} if none is valid there.
     *
     * @param link to the server that holds it
     */
    static @Nullable Token generationIn(byte @Nullable [] stored, Epoch epoch, Link link) {
        return StoredForm.tokenIn(stored, StoredForm.GENERATION, epoch.sealOn(link));
    }

    /** The generation of a group, begun now if it has none. */
    Token generation(String group, Epoch epoch, long deadline) {
        Call<byte[]> call = Call.of(servers, Request.get(CacheKeys.generation(group)));
        Token token = generationIn(call.await(deadline), epoch, call.link());
        return token == null ? begin(group, epoch, deadline) : token;
    }

    /** Begins the generation of a group that had none; if somebody else was faster, that one. */
    Token begin(String group, Epoch epoch, long deadline) {
        join(group, epoch, deadline);
        String key = CacheKeys.generation(group);
        Token proposal = Token.random();
        Call<byte[]> agreed = Call.of(servers, Request.bytes(Script.AGREE, key, link -> new byte[][] {
            StoredForm.beginning(StoredForm.GENERATION, epoch.sealOn(link)),
            StoredForm.head(StoredForm.GENERATION, epoch.sealOn(link), proposal),
            NOTHING,
            LIFE
        }));
        Token token = StoredForm.name(agreed.await(deadline));
        epochs.require(epoch, agreed.link());
        return token;
    }

    private void join(String group, Epoch epoch, long deadline) {
        String key = CacheKeys.generations();
        byte[] name = group.getBytes(StandardCharsets.US_ASCII);
        Request<Long> request =
                Request.number(Script.JOIN, key, link -> new byte[][] {epoch.markOn(link), name, MAX_KNOWN});
        if (Call.of(servers, request).await(deadline) == 0) {
            throw new CacheBackendException("the categories known to Redis were lost; a new epoch will begin");
        }
    }

    /** Ends a group's generation. */
    Call<?> end(String group) {
        String key = CacheKeys.generation(group);
        Epoch epoch = epochs.latest();
        if (epoch == null) {
            return Call.of(servers, Request.unlink(List.of(key)));
        }
        Token next = Token.random();
        return Call.of(servers, Request.number(Script.ROTATE, key, link -> new byte[][] {
            StoredForm.beginning(StoredForm.GENERATION, epoch.sealOn(link)),
            StoredForm.head(StoredForm.GENERATION, epoch.sealOn(link), next),
            LIFE
        }));
    }

    /** All groups that may have valid entries; {@code null} if that cannot be told any more, or they are too many. */
    @Nullable
    Set<String> known() {
        Epoch epoch = epochs.current();
        Request<List<Object>> request = Request.list(
                Script.KNOWN, CacheKeys.generations(), link -> new byte[][] {epoch.markOn(link), MAX_ENDED});
        Call<List<Object>> call = Call.of(servers, request);
        Set<String> members = new HashSet<>();
        call.await(Call.deadline(timeout)).forEach(member -> members.add(text((byte[]) member)));
        epochs.require(epoch, call.link());
        return members.remove(text(epoch.markOn(call.link()))) ? members : null;
    }

    private static byte[] ascii(long number) {
        return Long.toString(number).getBytes(StandardCharsets.US_ASCII);
    }

    private static String text(byte[] ascii) {
        return new String(ascii, StandardCharsets.US_ASCII);
    }
}
