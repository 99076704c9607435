package org.forumcache.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.forumcache.redis.RedisBackend;
import org.forumcache.redis.server.RedisServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** The server starts before its Redis, and stops while requests are in hand. */
@ExtendWith(OutputCaptureExtension.class)
class RedisAwayIT {
    private final String database = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
    private final RedisServer redis = RedisServer.open();

    @AfterEach
    void stopRedis() {
        redis.close();
    }

    private String[] settings() {
        return new String[] {
            "--forum.demo.enabled=false",
            "--forum.cache.backend=redis",
            "--forum.cache.redis.timeout=2s",
            "--forum.cache.redis.uri=" + redis.uri()
        };
    }

    @Test
    void withoutRedisTheForumRunsAndUsesItOnceItIsThere(CapturedOutput output) {
        redis.stop();
        try (StartedForum started = StartedForum.start(database, settings())) {
            Forum forum = started.clients();
            String path = "/api/threads/" + forum.thread(forum.category());

            assertThat(forum.get(path).ok().cache()).isEqualTo("BYPASS");
            assertThat(forum.get(path).ok().cache()).isEqualTo("BYPASS");
            assertThat(forum.get("/actuator/health").ok().text()).isEqualTo(Reply.UP);
            assertThat(report(forum)).containsEntry("backend", "redis").containsEntry("unreadable", 0);
            assertThat(String.valueOf(report(forum).get("state"))).contains("not connected");
            assertThat(output.getAll().lines().filter(line -> line.contains("WARN") && line.contains("[CACHE]")))
                    .singleElement()
                    .asString()
                    .contains("Redis 127.0.0.1:" + redis.port());

            redis.start();

            await().atMost(Duration.ofSeconds(10))
                    .until(() -> forum.get(path).ok().cache().equals("HIT"));
            assertThat(report(forum)).containsEntry("state", "up");
            // What was recorded meanwhile is relayed a little later
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(report(forum)).containsEntry("pending_invalidations", 0));
        }
    }

    private static Map<String, Object> report(Forum forum) {
        return forum.json("GET", forum.admin, "/actuator/forumcache", "").ok().json();
    }

    @Test
    void requestsInHandAreAnsweredFromTheCacheBeforeItIsClosed() throws Exception {
        StartedForum started = StartedForum.startWith(Gate.class, database, settings());
        try {
            Forum forum = started.clients();
            String path = "/api/threads/" + forum.thread(forum.category());
            forum.get(path).ok();
            Gate gate = started.bean(Gate.class);
            RedisBackend backend = started.bean(RedisBackend.class);

            CompletableFuture<Reply> inHand = CompletableFuture.supplyAsync(() -> forum.get(path, "X-Wait", "yes"));
            assertThat(gate.entered.await(20, TimeUnit.SECONDS)).isTrue();
            CompletableFuture<Void> stop = CompletableFuture.runAsync(started::close, task -> new Thread(task).start());
            await().atMost(Duration.ofSeconds(20)).until(() -> isRefused(forum, path));
            gate.open.countDown();

            assertThat(inHand.get(20, TimeUnit.SECONDS).ok().cache()).isEqualTo("HIT");
            stop.get(20, TimeUnit.SECONDS);
            assertThat(backend.status().state()).isNotEqualTo("up");
            await().atMost(Duration.ofSeconds(5))
                    .until(() -> redis.info("clients").get("connected_clients"), "1"::equals);
        } finally {
            started.close();
        }
    }

    private static boolean isRefused(Forum forum, String path) {
        try {
            return forum.get(path).status() != 200;
        } catch (RuntimeException e) {
            return true;
        }
    }

    /** Keeps requests that ask for it waiting, ahead of whatever may answer them. */
    @Configuration(proxyBeanMethods = false)
    static class Gate {
        private final CountDownLatch entered = new CountDownLatch(1);
        private final CountDownLatch open = new CountDownLatch(1);

        @Bean
        FilterRegistrationBean<Filter> gate() {
            FilterRegistrationBean<Filter> gate = new FilterRegistrationBean<>(this::letThrough);
            gate.setOrder(Ordered.HIGHEST_PRECEDENCE);
            return gate;
        }

        private void letThrough(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            if (((HttpServletRequest) request).getHeader("X-Wait") != null) {
                entered.countDown();
                pass();
            }
            chain.doFilter(request, response);
        }

        private void pass() {
            try {
                assertThat(open.await(20, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
