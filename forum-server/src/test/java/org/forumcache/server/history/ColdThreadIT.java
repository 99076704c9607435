package org.forumcache.server.history;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.Filter;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.forumcache.LoadScope;
import org.forumcache.spring.ForumCacheCustomizer;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A page that nobody has cached, and everybody asks for. */
class ColdThreadIT {
    private static final int REQUESTS = 1_000;
    /** As many as a server with 200 request threads can have in hand while the first of them loads. */
    private static final int WAITING = 150;

    @Test
    void aThousandConcurrentRequestsForAColdThreadCauseOneLoad() throws Exception {
        try (RunningForum forum = new RunningForum(HeldLoads.class)) {
            HeldLoads held = forum.bean(HeldLoads.class);
            forum.post("/api/categories", Map.of("slug", "cold", "name", "Cold", "description", "Not read yet"));
            String slug = forum.post(
                            "/api/threads", Map.of("title", "Who reads this?", "category", "cold", "content", "You."))
                    .get("slug")
                    .asString();
            HttpRequest request = forum.request("/api/threads/" + slug).build();
            held.begin();

            List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, REQUESTS)
                    .mapToObj(i -> forum.client().sendAsync(request, HttpResponse.BodyHandlers.ofString()))
                    .toList();
            Set<String> bodies = new HashSet<>();
            for (CompletableFuture<HttpResponse<String>> answer : answers) {
                HttpResponse<String> response = answer.get(60, SECONDS);
                assertThat(response.statusCode()).isEqualTo(200);
                bodies.add(response.body());
            }

            assertThat(held.loads()).isEqualTo(1);
            assertThat(bodies).singleElement().asString().contains(slug);
        }
    }

    /** Counts loads, and keeps each from beginning until many requests wait for it. */
    @Configuration(proxyBeanMethods = false)
    static class HeldLoads {
        private final AtomicInteger loads = new AtomicInteger();
        private volatile CountDownLatch arrivals = new CountDownLatch(0);

        void begin() {
            loads.set(0);
            arrivals = new CountDownLatch(WAITING);
        }

        int loads() {
            return loads.get();
        }

        @Bean
        Filter arrivals() {
            return (request, response, chain) -> {
                arrivals.countDown();
                chain.doFilter(request, response);
            };
        }

        @Bean
        ForumCacheCustomizer heldLoads() {
            return builder -> builder.loadsIn(new LoadScope() {
                @Override
                public <T> T run(Supplier<T> load) {
                    loads.incrementAndGet();
                    awaitArrivals();
                    return load.get();
                }
            });
        }

        private void awaitArrivals() {
            try {
                assertThat(arrivals.await(30, SECONDS)).isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }
}
