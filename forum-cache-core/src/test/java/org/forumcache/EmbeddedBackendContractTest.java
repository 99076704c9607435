package org.forumcache;

import java.time.Duration;

class EmbeddedBackendContractTest extends CacheBackendContract {
    private final FakeTicker ticker = new FakeTicker();
    private final EmbeddedBackend backend = new EmbeddedBackend(64 << 20, ticker);

    @Override
    protected CacheBackend backend() {
        return backend;
    }

    @Override
    protected void advance(Duration duration) {
        ticker.advance(duration);
    }
}
