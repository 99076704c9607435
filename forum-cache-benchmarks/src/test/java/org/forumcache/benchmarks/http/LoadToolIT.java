package org.forumcache.benchmarks.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each client counts what the server counts. */
class LoadToolIT {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicLong asked = new AtomicLong();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/found", exchange -> {
            boolean named = "yes".equals(exchange.getRequestHeaders().getFirst("Named"));
            asked.incrementAndGet();
            exchange.sendResponseHeaders(named ? 200 : 400, 3);
            exchange.getResponseBody().write(new byte[3]);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    @ParameterizedTest
    @EnumSource
    void requestsAreCounted(LoadTool tool) throws InterruptedException {
        assumeThat(tool == LoadTool.WRK && LoadTool.best() != LoadTool.WRK).isFalse();

        LoadResult result = tool.run(job(List.of("Named: yes")), List.of());

        assertThat(result.errors()).isZero();
        assertThat(result.requests()).isPositive().isBetween(asked.get() - 2, asked.get());
        assertThat(result.p50()).isPositive().isLessThanOrEqualTo(result.p999());
    }

    @ParameterizedTest
    @EnumSource
    void refusalsAreErrors(LoadTool tool) throws InterruptedException {
        assumeThat(tool == LoadTool.WRK && LoadTool.best() != LoadTool.WRK).isFalse();

        LoadResult result = tool.run(job(List.of()), List.of());

        assertThat(result.errors()).isPositive();
    }

    private LoadJob job(List<String> headers) {
        URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/found");
        return new LoadJob(uri, "GET", headers, 2, Duration.ofMillis(300));
    }
}
