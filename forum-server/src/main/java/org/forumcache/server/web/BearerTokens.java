package org.forumcache.server.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.forumcache.server.user.Member;
import org.forumcache.server.user.Users;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Finds out whose token a request carries. Public reads are not asked for it: they neither wait for the database nor
 * fail with it. An address that sends too many {@linkplain FailedTokens tokens that nobody has} waits.
 */
final class BearerTokens extends OncePerRequestFilter {
    private static final Pattern HEADER = Pattern.compile("(?i:bearer) +([A-Za-z0-9._~+/-]{1,256}=*)");

    private final Users users;
    private final FailedTokens failures;
    private final RequestMatcher publicRequests;
    private final HandlerExceptionResolver errors;

    BearerTokens(Users users, FailedTokens failures, RequestMatcher publicRequests, HandlerExceptionResolver errors) {
        this.users = users;
        this.failures = failures;
        this.publicRequests = publicRequests;
        this.errors = errors;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return publicRequests.matches(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String token = token(request);
        Duration wait = token == null ? Duration.ZERO : failures.waitOf(request.getRemoteAddr());
        if (!wait.isZero()) {
            refuse(response, wait);
            return;
        }
        try {
            if (token != null) {
                lookUp(token, request.getRemoteAddr());
            }
        } catch (DataAccessException e) {
            // Nobody's token is wrong while the database is away.
            errors.resolveException(request, response, null, e);
            return;
        }
        chain.doFilter(request, response);
    }

    /** What may be a token; {@code null} if there is nothing that may. */
    private static @Nullable String token(HttpServletRequest request) {
        List<String> headers = Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION));
        if (headers.size() != 1) {
            return null;
        }
        Matcher header = HEADER.matcher(headers.get(0).strip());
        return header.matches() ? header.group(1) : null;
    }

    private void lookUp(String token, String address) {
        users.holding(token).ifPresentOrElse(BearerTokens::authenticate, () -> failures.failed(address));
    }

    private static void refuse(HttpServletResponse response, Duration wait) throws IOException {
        response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(wait.toSeconds() + 1));
        new ErrorBody("Too many wrong tokens came from this address; the header Retry-After says when to try again.")
                .send(response, HttpStatus.TOO_MANY_REQUESTS);
    }

    private static void authenticate(Member member) {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                member, null, List.of(new SimpleGrantedAuthority("ROLE_" + member.role()))));
        SecurityContextHolder.setContext(context);
    }
}
