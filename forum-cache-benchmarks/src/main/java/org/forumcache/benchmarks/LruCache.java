package org.forumcache.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.forumcache.EntryKey;
import org.forumcache.EntryKind;

/** What is used least recently leaves first: the policy that a sweep defeats. Counts as many bytes for an entry as ours. */
final class LruCache implements CrawledCache {
    private static final int OVERHEAD = 220;

    private final Map<String, byte[]> entries = new LinkedHashMap<>(16, 0.75f, true);
    private final long room;
    private long bytes;

    LruCache(long room) {
        this.room = room;
    }

    @Override
    public synchronized boolean hits(EntryKey key, Supplier<Optional<?>> loader) {
        if (entries.get(key.text()) != null) {
            return true;
        }
        byte[] document = loader.get().orElseThrow().toString().getBytes(StandardCharsets.UTF_8);
        entries.put(key.text(), document);
        bytes += weight(key.text(), document);
        var eldest = entries.entrySet().iterator();
        while (bytes > room && eldest.hasNext()) {
            Map.Entry<String, byte[]> next = eldest.next();
            bytes -= weight(next.getKey(), next.getValue());
            eldest.remove();
        }
        return false;
    }

    private static int weight(String key, byte[] document) {
        return OVERHEAD + key.length() + document.length;
    }

    @Override
    public synchronized long left() {
        return entries.keySet().stream()
                .filter(key -> EntryKey.parse(key).kind() == EntryKind.LIST)
                .count();
    }
}
