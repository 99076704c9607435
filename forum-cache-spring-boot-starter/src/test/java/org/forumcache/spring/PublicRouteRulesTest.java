package org.forumcache.spring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.IpAddressAuthorizationManager;

/** Rules of Spring Security under which a route looks public, and is not. */
class PublicRouteRulesTest {
    private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(ForumCacheAutoConfiguration.class, ResponseFilterAutoConfiguration.class))
            .withBean(CachedRoutes.class, () -> CachedRoutes.of(CachedRoute.thread("/threads/{slug}")));

    @Test
    void whatOnlyThisMachineMayReadIsPrivate() {
        runner.withUserConfiguration(OnlyThisMachine.class)
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(UnfitRouteException.class)
                        .hasMessageContaining("is private"));
    }

    @Test
    void aRouteWhoseAnswersBearACookieIsRefused() {
        runner.withUserConfiguration(CookieForEach.class)
                .run(context ->
                        assertThat(context).getFailure().hasStackTraceContaining("/threads/{slug} cannot be tried"));
    }

    @Configuration(proxyBeanMethods = false)
    @EnableWebSecurity
    static class OnlyThisMachine {
        @Bean
        SecurityFilterChain rules(HttpSecurity http) {
            return http.authorizeHttpRequests(requests ->
                            requests.anyRequest().access(IpAddressAuthorizationManager.hasIpAddress("127.0.0.0/8")))
                    .build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableWebSecurity
    static class CookieForEach {
        @Bean
        SecurityFilterChain rules(HttpSecurity http) {
            return http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                    .csrf(csrf -> csrf.spa())
                    .build();
        }
    }
}
