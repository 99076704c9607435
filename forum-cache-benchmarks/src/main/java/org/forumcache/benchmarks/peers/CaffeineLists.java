package org.forumcache.benchmarks.peers;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;

/** Lists in a Caffeine cache, where all keys are looked at for those of a category. */
final class CaffeineLists implements Lists {
    private static final byte[] DOCUMENT = {'{', '}'};

    private final Cache<String, byte[]> cache =
            Caffeine.newBuilder().expireAfterWrite(Duration.ofHours(1)).build();
    private final String prefix = Address.prefix();

    @Override
    public void surround(int entries) {
        for (int entry = 0; entry < entries; entry++) {
            cache.put(Address.another(entry), DOCUMENT);
        }
    }

    @Override
    public void fill(int pages) {
        for (int page = 1; page <= pages; page++) {
            cache.put(Address.list(page), DOCUMENT);
        }
    }

    @Override
    public void invalidate() {
        cache.asMap().keySet().removeIf(key -> key.startsWith(prefix));
    }

    @Override
    public boolean isCached(int page) {
        return cache.getIfPresent(Address.list(page)) != null;
    }

    @Override
    public void readAnother(int entry) {
        var unused = cache.getIfPresent(Address.another(entry));
    }

    @Override
    public void close() {
        cache.invalidateAll();
    }
}
