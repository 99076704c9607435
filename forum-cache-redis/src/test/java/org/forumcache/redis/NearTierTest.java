package org.forumcache.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import org.forumcache.CacheEntry;
import org.forumcache.CacheKeys;
import org.forumcache.EntryKey;
import org.forumcache.Lookup;
import org.forumcache.ThreadListQuery;
import org.forumcache.Token;
import org.junit.jupiter.api.Test;

/** What becomes of copies while several threads are at them. */
@SuppressWarnings("NullAway") // no epoch is asked for, and no command sent
class NearTierTest {
    private static final EntryKey THREAD = EntryKey.thread("orchid");
    private static final EntryKey LIST = EntryKey.threadList(ThreadListQuery.of("plants", 1, 20));

    private Runnable whenAsked = () -> {};
    private final Link link = new Link(
            RedisURI.create("redis://x"), connection(), ServerInfo.parse("run_id:a"), new ServerClock(0, 0), null);
    private final NearTier tier = new NearTier(null, 1 << 20, () -> 0);
    private final Epoch epoch = new Epoch(Token.random(), Seal.NONE, Long.MAX_VALUE);

    NearTierTest() {
        tier.begin(new Term(link, 1_000_000_000L));
    }

    @SuppressWarnings("unchecked")
    private StatefulRedisConnection<String, byte[]> connection() {
        return (StatefulRedisConnection<String, byte[]>) Proxy.newProxyInstance(
                NearTierTest.class.getClassLoader(),
                new Class<?>[] {StatefulRedisConnection.class},
                (proxy, method, args) -> {
                    whenAsked.run();
                    return true;
                });
    }

    private Place.Placeholder copy(EntryKey key) {
        return copy(key, Duration.ofMinutes(20));
    }

    private Place.Placeholder copy(EntryKey key, Duration left) {
        Place.Placeholder placeholder = tier.hold(key);
        CacheEntry entry = CacheEntry.restored(Token.random(), "1".getBytes(UTF_8), "", Duration.ZERO);
        tier.publish(
                key, placeholder, new Lookups.Sighting(new Lookup.Hit(entry, left.toNanos()), epoch, link, link), 0);
        return placeholder;
    }

    /** Another reader has put its placeholder there before the push came. */
    @Test
    void aCopyThatIsReplacedAndPushedWhileAReaderHasItInHandIsNotShown() {
        copy(THREAD);
        whenAsked = () -> {
            whenAsked = () -> {};
            tier.hold(THREAD);
            tier.changed(THREAD.text());
        };

        assertThat(tier.find(THREAD)).isNull();
    }

    /** Whose time left would not fit into a copy. */
    @Test
    void whatLivesForWeeksIsNotCopied() {
        copy(THREAD, Duration.ofDays(30));

        assertThat(tier.entries()).isZero();
    }

    @Test
    void whatLivesForDaysIsCopied() {
        copy(THREAD, Duration.ofDays(22));

        assertThat(tier.entries()).isOne();
    }

    @Test
    void aCategoryThatIsBeingDroppedByAPushHasEndedWhenItsWriterIsAnswered() throws Exception {
        CyclicBarrier together = new CyclicBarrier(2);
        int rounds = 200_000;
        Thread pushes = new Thread(() -> {
            for (int i = 0; i < rounds; i++) {
                await(together);
                tier.changed(CacheKeys.generation("plants"));
                await(together);
            }
        });
        pushes.start();
        int shown = 0;
        for (int i = 0; i < rounds; i++) {
            Place.Lists lists = copy(LIST).lists();
            await(together);
            tier.drop(List.of(), List.of("plants"));
            shown += lists.haveEnded() ? 0 : 1;
            await(together);
        }
        pushes.join();

        assertThat(shown).isZero();
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }
}
