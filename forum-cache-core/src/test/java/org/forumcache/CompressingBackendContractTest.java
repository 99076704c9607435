package org.forumcache;

import java.time.Duration;

/** The contract where documents are held compressed. */
class CompressingBackendContractTest extends CacheBackendContract {
    private final FakeTicker ticker = new FakeTicker();
    private final EmbeddedBackend backend = new EmbeddedBackend(64 << 20, ticker, ticker, CacheEntry::compressed);

    @Override
    protected CacheBackend backend() {
        return backend;
    }

    @Override
    protected void advance(Duration duration) {
        ticker.advance(duration);
    }
}
