package org.forumcache.server.web;

import com.github.benmanes.caffeine.cache.Ticker;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.forumcache.server.user.Role;
import org.forumcache.server.user.Users;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Who may do what: everybody reads, whoever has a token writes, administrators change categories and look after the
 * cache. What only an author may do, the features decide.
 *
 * <p>Metrics tell how a forum is used, so {@code /actuator/prometheus} asks for an administrator's token too; a scraper
 * sends it as its bearer token.
 */
@Configuration(proxyBeanMethods = false)
class SecurityRules {
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE");
    /**
     * What pages may contain: files of this server, and nothing that is written into the page or made of text. Forms are
     * sent by scripts, so that no field ever becomes part of an address.
     */
    private static final String CONTENT = "default-src 'self'; object-src 'none'; frame-src 'none'; worker-src 'none';"
            + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script';"
            + " trusted-types 'none'";

    private static final String ADMIN = Role.ADMIN.name();

    @Bean
    SecurityFilterChain rules(
            HttpSecurity http,
            Users users,
            TokenSettings tokens,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver errors) {
        RequestMatcher everybodys = new PublicRequests();
        FailedTokens failures = new FailedTokens(tokens.maxFailures(), Ticker.systemTicker());
        return http.authorizeHttpRequests(requests -> requests.requestMatchers(everybodys)
                        .permitAll()
                        .requestMatchers(EndpointRequest.toAnyEndpoint(), EndpointRequest.toLinks())
                        .hasRole(ADMIN)
                        // Whatever is not a read: those were let through above.
                        .requestMatchers("/api/categories/**", "/cache/**")
                        .hasRole(ADMIN)
                        .anyRequest()
                        .authenticated())
                .addFilterBefore(new BearerTokens(users, failures, everybodys, errors), AuthorizationFilter.class)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                // Forged requests need a credential that browsers send by themselves; a bearer token is none.
                .csrf(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT))
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.STRICT_ORIGIN_WHEN_CROSS_ORIGIN)))
                .exceptionHandling(refusals -> refusals.authenticationEntryPoint(SecurityRules::askForToken)
                        .accessDeniedHandler((request, response, e) ->
                                Statuses.body(HttpStatus.FORBIDDEN).send(response, HttpStatus.FORBIDDEN)))
                .build();
    }

    /** Answers what the firewall in front of the rules rejects. */
    @Bean
    RequestRejectedHandler rejectedRequests() {
        return (request, response, e) -> {
            HttpStatus status =
                    METHODS.contains(request.getMethod()) ? HttpStatus.BAD_REQUEST : HttpStatus.METHOD_NOT_ALLOWED;
            Statuses.body(status).send(response, status);
        };
    }

    private static void askForToken(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException fault)
            throws IOException {
        boolean sent = request.getHeader(HttpHeaders.AUTHORIZATION) != null;
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, sent ? "Bearer error=\"invalid_token\"" : "Bearer");
        Statuses.body(HttpStatus.UNAUTHORIZED).send(response, HttpStatus.UNAUTHORIZED);
    }
}
