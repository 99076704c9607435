package org.forumcache.server;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.concurrent.locks.LockSupport;
import org.forumcache.CacheBackend;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.builder.SpringApplicationBuilder;

/**
 * The server as a program of its own that stops, to be killed, between the commit of a write and its invalidation: if a
 * request is about to invalidate a thread whose slug says that it is doomed.
 */
public final class DoomedForum {
    /** What it prints when it has stopped. */
    static final String STOPPED = "committed, and not invalidated";

    static final String MARK = "doomed";

    private DoomedForum() {}

    public static void main(String[] arguments) {
        new SpringApplicationBuilder(ForumServer.class)
                .initializers(context -> context.getBeanFactory().addBeanPostProcessor(new Failpoint()))
                .run(arguments);
    }

    private static final class Failpoint implements BeanPostProcessor {
        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            return bean instanceof CacheBackend backend ? stopping(backend) : bean;
        }
    }

    private static CacheBackend stopping(CacheBackend backend) {
        return (CacheBackend) Proxy.newProxyInstance(
                DoomedForum.class.getClassLoader(), new Class<?>[] {CacheBackend.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("invalidate") && isDoomed((Collection<?>) arguments[0])) {
                        System.out.println(STOPPED);
                        stopForEver();
                    }
                    try {
                        return method.invoke(backend, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** The relay has a thread of its own and goes on. */
    private static boolean isDoomed(Collection<?> keys) {
        return !Thread.currentThread().getName().equals("forum-cache-relay")
                && keys.stream().anyMatch(key -> key.toString().contains(MARK));
    }

    private static void stopForEver() {
        while (true) {
            LockSupport.park();
        }
    }
}
