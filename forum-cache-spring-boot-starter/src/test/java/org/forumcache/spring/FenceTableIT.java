package org.forumcache.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.forumcache.CacheBackendException;
import org.forumcache.Invalidation;
import org.forumcache.redis.Fence;
import org.forumcache.redis.RedisBackend;
import org.forumcache.redis.RedisSettings;
import org.forumcache.redis.server.RedisServer;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** A fence in a database that is not next door. */
class FenceTableIT {
    private static final Duration DISTANCE = Duration.ofMillis(10);
    private static final Invalidation FICUS = Invalidation.thread("ficus");

    @Test
    void manyWritersThatRaiseTheFenceAtOnceAllSucceed() {
        try (TestDatabase database = TestDatabase.h2();
                RedisServer redis = RedisServer.open()) {
            DurableNode.start(new RecordingBackend(), database.dataSource()).close();
            SlowDatabase slow = new SlowDatabase(database);
            try (FenceTable table = new FenceTable(slow);
                    Fence fence = Fence.on(table);
                    RedisBackend backend =
                            RedisBackend.connect(RedisSettings.at(redis.uri()).fencedBy(fence))) {
                redis.kill();

                List<CompletableFuture<Boolean>> raised = IntStream.range(0, 200)
                        .mapToObj(i -> CompletableFuture.supplyAsync(
                                () -> {
                                    try {
                                        backend.invalidate(FICUS.keys(), FICUS.groups());
                                        return true;
                                    } catch (CacheBackendException e) {
                                        return false;
                                    }
                                },
                                task -> new Thread(task).start()))
                        .toList();

                assertThat(raised.stream().filter(CompletableFuture::join).count())
                        .isEqualTo(200);
            }
        }
    }

    /** A database whose every statement takes that time longer. */
    private static final class SlowDatabase extends DelegatingDataSource {
        SlowDatabase(TestDatabase database) {
            super(database.dataSource());
        }

        @Override
        public Connection getConnection() throws SQLException {
            Connection real = super.getConnection();
            return (Connection) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                        if (method.getName().equals("prepareStatement")) {
                            LockSupport.parkNanos(DISTANCE.toNanos());
                        }
                        try {
                            return method.invoke(real, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        }
    }
}
