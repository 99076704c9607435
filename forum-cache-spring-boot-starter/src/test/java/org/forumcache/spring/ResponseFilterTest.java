package org.forumcache.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.Filter;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.forumcache.CacheStats;
import org.forumcache.EntryKey;
import org.forumcache.EntryKind;
import org.forumcache.ForumCacheService;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockServletContext;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.web.SecurityFilterChain;

class ResponseFilterTest {
    private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(ForumCacheAutoConfiguration.class, ResponseFilterAutoConfiguration.class));
    private final List<String> viewed = new ArrayList<>();
    private final CachedRoute threads = CachedRoute.thread("/t/{slug}").onHit(viewed::add);

    private WebApplicationContextRunner with(CachedRoute... routes) {
        return runner.withBean(CachedRoutes.class, () -> CachedRoutes.of(routes));
    }

    private static Exchange send(Filter filter, MockHttpServletRequest request) throws Exception {
        MockHttpServletResponse response = new MockHttpServletResponse();
        MockFilterChain chain = new MockFilterChain();
        filter.doFilter(request, response, chain);
        return new Exchange(response, chain.getRequest() != null);
    }

    private static MockHttpServletRequest get(String uri) {
        return new MockHttpServletRequest("GET", uri);
    }

    private record Exchange(MockHttpServletResponse response, boolean passedOn) {}

    @Test
    void hitsAreAnsweredAndCountedAndMissesPassedOn() {
        with(threads).run(context -> {
            Filter filter = context.getBean("forumCachePublicFilter", Filter.class);
            ForumCacheService cache = context.getBean(ForumCacheService.class);
            cache.setThread("root-rot", Map.of("title", "Root rot"));

            Exchange hit = send(filter, get("/t/root-rot"));
            Exchange head = send(filter, new MockHttpServletRequest("HEAD", "/t/root-rot"));
            Exchange miss = send(filter, get("/t/mildew"));
            Exchange post = send(filter, new MockHttpServletRequest("POST", "/t/root-rot"));

            assertThat(hit.response().getContentAsString()).isEqualTo("{\"title\":\"Root rot\"}");
            assertThat(hit.response().getHeader("X-Cache")).isEqualTo("HIT");
            assertThat(hit.passedOn()).isFalse();
            assertThat(head.passedOn()).isFalse();
            assertThat(miss.passedOn()).isTrue();
            assertThat(miss.response().getHeaderNames()).isEmpty();
            assertThat(post.passedOn()).isTrue();
            assertThat(viewed).containsExactly("root-rot");
            CacheStats.Counts counts = cache.stats().of(EntryKind.THREAD);
            assertThat(counts.hits()).isEqualTo(2);
            assertThat(counts.misses()).isZero();
        });
    }

    @Test
    void whatIsHeldPlainIsSentPlainAndNotCompressedForTheRequest() {
        with(threads).withPropertyValues("forum.cache.embedded.compress=false").run(context -> {
            Filter filter = context.getBean("forumCachePublicFilter", Filter.class);
            context.getBean(ForumCacheService.class).setThread("root-rot", Map.of("content", "rot ".repeat(1000)));
            MockHttpServletRequest request = get("/t/root-rot");
            request.addHeader("Accept-Encoding", "gzip");

            MockHttpServletResponse response = send(filter, request).response();

            assertThat(response.getHeader("Content-Encoding")).isNull();
            assertThat(response.getHeader("Vary")).isEqualTo("Accept-Encoding");
            assertThat(response.getHeader("ETag")).doesNotContain("gzip");
            assertThat(response.getContentAsString()).startsWith("{\"content\":\"rot rot");
        });
    }

    @Test
    void whatIsHeldCompressedIsSentSoAndItsTagKnownAgain() {
        with(threads).run(context -> {
            Filter filter = context.getBean("forumCachePublicFilter", Filter.class);
            context.getBean(ForumCacheService.class).setThread("root-rot", Map.of("content", "rot ".repeat(1000)));
            MockHttpServletRequest first = get("/t/root-rot");
            first.addHeader("Accept-Encoding", "br");
            first.addHeader("Accept-Encoding", "gzip");
            MockHttpServletResponse full = send(filter, first).response();
            String tag = String.valueOf(full.getHeader("ETag"));
            MockHttpServletRequest again = get("/t/root-rot");
            again.addHeader("Accept-Encoding", "gzip");
            again.addHeader("If-None-Match", tag);
            MockHttpServletRequest withoutGzip = get("/t/root-rot");
            withoutGzip.addHeader("If-None-Match", "W/" + tag);

            assertThat(full.getHeader("Content-Encoding")).isEqualTo("gzip");
            assertThat(tag).endsWith("-gzip\"");
            assertThat(send(filter, again).response().getStatus()).isEqualTo(304);
            assertThat(send(filter, withoutGzip).response().getStatus()).isEqualTo(304);
        });
    }

    @Test
    void theHeadOfAnAnswerSaysItsLengthAndHasNoBody() {
        with(threads).run(context -> {
            Filter filter = context.getBean("forumCachePublicFilter", Filter.class);
            context.getBean(ForumCacheService.class).setThread("root-rot", Map.of("content", "rot ".repeat(1000)));

            MockHttpServletResponse head = send(filter, new MockHttpServletRequest("HEAD", "/t/root-rot"))
                    .response();

            assertThat(head.getContentLength()).isEqualTo(4014);
            assertThat(head.getContentAsByteArray()).isEmpty();
        });
    }

    @Test
    void theContextPathIsNotPartOfThePattern() {
        with(threads).run(context -> {
            Filter filter = context.getBean("forumCachePublicFilter", Filter.class);
            context.getBean(ForumCacheService.class).setThread("root-rot", Map.of());
            MockHttpServletRequest below = get("/forum/t/root-rot");
            ((MockServletContext) below.getServletContext()).setContextPath("/forum");
            MockHttpServletRequest beside = get("/t/root-rot");
            ((MockServletContext) beside.getServletContext()).setContextPath("/forum");

            assertThat(send(filter, below).passedOn()).isFalse();
            assertThat(send(filter, beside).passedOn()).isTrue();
        });
    }

    @Test
    void aRequestWithATokenIsTheApplicationsUnlessTheRouteIgnoresIt() {
        CachedRoute ignoring = CachedRoute.of("/c", EntryKey.category("all")).ignoringAuthorization();
        with(threads, ignoring).run(context -> {
            Filter filter = context.getBean("forumCachePublicFilter", Filter.class);
            ForumCacheService cache = context.getBean(ForumCacheService.class);
            cache.setThread("root-rot", Map.of());
            cache.setCategory("all", List.of());
            MockHttpServletRequest thread = get("/t/root-rot");
            thread.addHeader("Authorization", "Bearer x");
            MockHttpServletRequest overview = get("/c");
            overview.addHeader("Authorization", "Bearer x");

            assertThat(send(filter, thread).passedOn()).isTrue();
            assertThat(send(filter, overview).passedOn()).isFalse();
        });
    }

    @Test
    void theCategoryAllIsTheApplications() {
        with(CachedRoute.category("/c/{slug}")).run(context -> {
            Filter filter = context.getBean("forumCachePublicFilter", Filter.class);
            context.getBean(ForumCacheService.class).setCategory("all", List.of());

            assertThat(send(filter, get("/c/all")).passedOn()).isTrue();
        });
    }

    @Test
    void theSettingSwitchesItOff() {
        with(threads)
                .withPropertyValues("forum.cache.filter.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(Filter.class));
    }

    @Test
    void withoutRoutesThereIsNoFilter() {
        runner.run(context -> assertThat(context).doesNotHaveBean(Filter.class));
    }

    @Test
    void aPublicRouteBearsTheHeadersOfTheChain() {
        with(threads).withUserConfiguration(Rules.class).run(context -> {
            Filter filter = context.getBean("forumCachePublicFilter", Filter.class);
            context.getBean(ForumCacheService.class).setThread("root-rot", Map.of());
            MockHttpServletRequest secure = get("/t/root-rot");
            secure.setSecure(true);

            Exchange plain = send(filter, get("/t/root-rot"));
            Exchange tls = send(filter, secure);

            assertThat(plain.response().getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(plain.response().getHeader("Cache-Control")).isEqualTo("no-cache");
            assertThat(plain.response().getHeader("Pragma")).isNull();
            assertThat(plain.response().getHeader("Strict-Transport-Security")).isNull();
            assertThat(tls.response().getHeader("Strict-Transport-Security")).startsWith("max-age=");
        });
    }

    @Test
    void aPrivateRouteIsRefusedAheadOfEverything() {
        with(CachedRoute.thread("/private/{slug}"))
                .withUserConfiguration(Rules.class)
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(UnfitRouteException.class)
                        .hasMessageContaining("/private/{slug} is private")
                        .hasMessageContaining("behindAuthentication()"));
    }

    @Test
    void aPrivateRouteIsAnsweredBehindTheChain() {
        with(CachedRoute.thread("/private/{slug}").behindAuthentication())
                .withUserConfiguration(Rules.class)
                .run(context -> {
                    context.getBean(ForumCacheService.class).setThread("root-rot", Map.of());

                    Filter ahead = context.getBean("forumCachePublicFilter", Filter.class);
                    Filter behind = context.getBean("forumCachePrivateFilter", Filter.class);

                    assertThat(send(ahead, get("/private/root-rot")).passedOn()).isTrue();
                    assertThat(send(behind, get("/private/root-rot")).passedOn())
                            .isTrue();
                    MockHttpServletRequest passed = get("/private/root-rot");
                    passed.setAttribute("org.springframework.security.web.FilterChainProxy.APPLIED", true);
                    Exchange answered = send(behind, passed);
                    assertThat(answered.passedOn()).isFalse();
                    assertThat(answered.response().getHeader("X-Content-Type-Options"))
                            .isNull();
                });
    }

    @Test
    void behindAuthenticationNeedsSpringSecurity() {
        with(threads.behindAuthentication())
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("there is no Spring Security"));
    }

    @Test
    void aFailingClientIsTheServersToSeeTo() {
        with(threads).run(context -> {
            Filter filter = context.getBean("forumCachePublicFilter", Filter.class);
            context.getBean(ForumCacheService.class).setThread("root-rot", Map.of());
            MockHttpServletResponse gone = new MockHttpServletResponse() {
                @Override
                public ServletOutputStream getOutputStream() {
                    throw new UncheckedIOException(new IOException("Broken pipe"));
                }
            };

            assertThatThrownBy(() -> filter.doFilter(get("/t/root-rot"), gone, new MockFilterChain()))
                    .hasRootCauseMessage("Broken pipe");
            assertThat(viewed).isEmpty();
        });
    }

    @Configuration(proxyBeanMethods = false)
    @EnableWebSecurity
    static class Rules {
        @Bean
        SecurityFilterChain rules(HttpSecurity http) {
            return http.authorizeHttpRequests(requests -> requests.requestMatchers("/private/**")
                            .authenticated()
                            .anyRequest()
                            .permitAll())
                    .build();
        }
    }
}
