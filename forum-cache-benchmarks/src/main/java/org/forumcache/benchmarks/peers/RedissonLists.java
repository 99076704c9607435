package org.forumcache.benchmarks.peers;

import org.redisson.api.RMap;
import org.redisson.api.RedissonClient;

/**
 * Lists in a map of Redisson for each category, a hash in Redis that is unlinked as a whole.
 *
 * <p>Removing the hash takes one command; Redis frees it in the background. Its lists have no time-to-live each.
 */
final class RedissonLists implements Lists {
    private final RedissonClient client;
    private final RMap<String, String> lists;

    RedissonLists(String redis) {
        this.client = RedissonPeer.connect(redis);
        this.lists = client.getMap("lists:" + Address.CATEGORY);
    }

    @Override
    public void surround(int entries) {
        // Redis has them already.
    }

    @Override
    public void fill(int pages) {
        for (int page = 1; page <= pages; page++) {
            lists.fastPut(Address.list(page), "{}");
        }
    }

    @Override
    public void invalidate() {
        lists.unlink();
    }

    @Override
    public boolean isCached(int page) {
        return lists.get(Address.list(page)) != null;
    }

    @Override
    public void readAnother(int entry) {
        var unused = client.getBucket(Address.another(entry)).isExists();
    }

    @Override
    public void close() {
        lists.unlink();
        client.shutdown();
    }
}
