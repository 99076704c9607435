package org.forumcache.benchmarks.peers;

import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.RedisClient;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.util.List;

/** Lists as plain strings, whose keys are searched by pattern and unlinked: the usual way to do it. */
final class ScannedLists implements Lists {
    private static final long HOUR = Duration.ofHours(1).toMillis();

    private final RedisClient client;
    private final StatefulRedisConnection<String, String> connection;
    private final int batch;

    /**
     * @param batch how many keys Redis is asked to look at in one call
     */
    ScannedLists(String redis, int batch) {
        this.client = RedisClient.create(redis);
        this.connection = client.connect();
        this.batch = batch;
    }

    @Override
    public void surround(int entries) {
        // Redis has them already.
    }

    @Override
    public void fill(int pages) {
        for (int page = 1; page <= pages; page++) {
            connection.sync().psetex(Address.list(page), HOUR, "{}");
        }
    }

    @Override
    public void invalidate() {
        RedisCommands<String, String> redis = connection.sync();
        ScanArgs args = ScanArgs.Builder.matches(Address.prefix() + "*").limit(batch);
        ScanCursor cursor = ScanCursor.INITIAL;
        while (!cursor.isFinished()) {
            KeyScanCursor<String> found = redis.scan(cursor, args);
            List<String> keys = found.getKeys();
            if (!keys.isEmpty()) {
                redis.unlink(keys.toArray(String[]::new));
            }
            cursor = found;
        }
    }

    @Override
    public boolean isCached(int page) {
        return connection.sync().get(Address.list(page)) != null;
    }

    @Override
    public void readAnother(int entry) {
        var unused = connection.sync().get(Address.another(entry));
    }

    @Override
    public void close() {
        client.shutdown();
    }
}
