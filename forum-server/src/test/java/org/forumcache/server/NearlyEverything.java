package org.forumcache.server;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.forumcache.BackendStatus;
import org.forumcache.CacheBackend;
import org.forumcache.EmbeddedBackend;
import org.forumcache.NearStatus;

/** A backend that has everything a backend may tell of: an embedded one that says it keeps near copies. */
final class NearlyEverything {
    private NearlyEverything() {}

    static CacheBackend backend() {
        CacheBackend backend = EmbeddedBackend.withMaxSize(EmbeddedBackend.DEFAULT_MAX_SIZE);
        return (CacheBackend) Proxy.newProxyInstance(
                NearlyEverything.class.getClassLoader(),
                new Class<?>[] {CacheBackend.class},
                (proxy, method, arguments) -> {
                    try {
                        Object answer = method.invoke(backend, arguments);
                        return answer instanceof BackendStatus status
                                ? status.with(new NearStatus("serving", 0, 0, 0))
                                : answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
