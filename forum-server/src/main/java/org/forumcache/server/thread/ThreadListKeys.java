package org.forumcache.server.thread;

import java.util.Map;
import org.forumcache.EntryKey;

/** Where the pages of thread lists lie in the cache. */
public final class ThreadListKeys {
    private ThreadListKeys() {}

    /** The key of the page that these parameters of {@code /api/threads} ask for; a refusal if one of them is wrong. */
    public static EntryKey of(Map<String, String[]> parameters) {
        return EntryKey.threadList(ThreadListRequest.of(parameters).query());
    }
}
