package org.forumcache.spring;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.forumcache.CacheRead;
import org.forumcache.EntryKey;
import org.forumcache.ForumCacheService;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Where the response filter stands among the filters of a server behind a proxy, with Spring Security. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "server.forward-headers-strategy=framework",
            "spring.servlet.encoding.force=true",
            "spring.security.user.name=user",
            "spring.security.user.password=secret",
            "spring.datasource.url=jdbc:h2:mem:filter"
        })
class ResponseFilterIT {
    private static final String OVER_TLS = "X-Forwarded-Proto: https\r\n";
    private static final String AUTHORIZED = "Authorization: Basic "
            + Base64.getEncoder().encodeToString("user:secret".getBytes(StandardCharsets.UTF_8)) + "\r\n";

    @LocalServerPort
    int port;

    @Test
    void aHitBearsTheHeadersOfTheApplicationsAnswer() throws IOException {
        String miss = answer("/t/a", OVER_TLS);
        String hit = answer("/t/a", OVER_TLS);

        assertThat(hit).contains("X-Cache: HIT", "Strict-Transport-Security: ", "application/json;charset=UTF-8");
        assertThat(miss).contains("X-Cache: MISS", "Strict-Transport-Security: ", "application/json;charset=UTF-8");
    }

    @Test
    void moreTypesThanSpringReadsAreRefusedAsWithoutTheFilter() throws IOException {
        answer("/t/b", "");

        assertThat(answer("/t/b", "Accept: */*" + ",a/a".repeat(60) + "\r\n")).startsWith("HTTP/1.1 406");
    }

    @Test
    void whatIsPrivateIsAHitForWhoMayReadItOnly() throws IOException {
        answer("/p/a", AUTHORIZED);

        assertThat(answer("/p/a", AUTHORIZED)).contains("X-Cache: HIT");
        assertThat(answer("/p/a", "")).startsWith("HTTP/1.1 4").doesNotContain("X-Cache");
    }

    private String answer(String path, String headers) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            String request = "GET " + path + " HTTP/1.1\r\nHost: forum\r\nConnection: close\r\n" + headers + "\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            socket.getInputStream().transferTo(answer);
            return answer.toString(StandardCharsets.ISO_8859_1);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {
        @Bean
        SecurityFilterChain rules(HttpSecurity http) {
            return http.authorizeHttpRequests(requests -> requests.requestMatchers("/p/**")
                            .authenticated()
                            .anyRequest()
                            .permitAll())
                    .httpBasic(Customizer.withDefaults())
                    .build();
        }

        @Bean
        CachedRoutes routes() {
            return CachedRoutes.of(
                    CachedRoute.thread("/t/{slug}"),
                    CachedRoute.thread("/p/{slug}").behindAuthentication());
        }

        @Bean
        Threads threads(ForumCacheService cache) {
            return new Threads(cache);
        }
    }

    @RestController
    static class Threads {
        private final ForumCacheService cache;

        Threads(ForumCacheService cache) {
            this.cache = cache;
        }

        @GetMapping(
                path = {"/t/{slug}", "/p/{slug}"},
                produces = "application/json")
        void thread(@PathVariable String slug, HttpServletRequest request, HttpServletResponse response)
                throws IOException {
            CacheRead read = cache.read(EntryKey.thread(slug), () -> Optional.of(Map.of("title", slug)));
            JsonAnswer.announce(read, response);
            JsonAnswer.send(read.document().orElseThrow(), request, response);
        }
    }
}
