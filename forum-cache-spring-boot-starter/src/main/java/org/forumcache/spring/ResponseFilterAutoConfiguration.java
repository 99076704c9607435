package org.forumcache.spring;

import jakarta.servlet.Filter;
import jakarta.servlet.ServletContext;
import java.util.List;
import java.util.function.Function;
import org.forumcache.ForumCacheService;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.DelegatingFilterProxyRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.web.filter.DelegatingFilterProxy;

/**
 * The filter that answers hits of an application's {@link CachedRoutes}: one ahead of everything, for public routes, and
 * one behind Spring Security, for the others. {@code forum.cache.filter.enabled=false} switches both off.
 */
@AutoConfiguration(
        after = ForumCacheAutoConfiguration.class,
        beforeName = "org.springframework.boot.webmvc.autoconfigure.WebMvcObservationAutoConfiguration")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({Filter.class, DelegatingFilterProxy.class, DelegatingFilterProxyRegistrationBean.class})
@ConditionalOnBooleanProperty(name = "forum.cache.filter.enabled", matchIfMissing = true)
@ConditionalOnBean(CachedRoutes.class)
public final class ResponseFilterAutoConfiguration {
    private static final String AHEAD = "forumCachePublicFilter";
    private static final String BEHIND = "forumCachePrivateFilter";
    private static final String SECURITY = "springSecurityFilterChain";
    /** Where Spring Boot puts Spring Security's chain, unless this setting says otherwise. */
    private static final String SECURITY_ORDER = "spring.security.filter.order";

    /** Right behind the filters that say how a request came (X-Forwarded-Proto) and how answers are encoded. */
    private static final int FIRST = Ordered.HIGHEST_PRECEDENCE + 1;

    private static final int DEFAULT_SECURITY_ORDER = -100;

    @Bean
    DelegatingFilterProxyRegistrationBean forumCachePublicFilterRegistration() {
        return registration(AHEAD, FIRST);
    }

    @Bean
    DelegatingFilterProxyRegistrationBean forumCachePrivateFilterRegistration(Environment environment) {
        int security = environment.getProperty(SECURITY_ORDER, Integer.class, DEFAULT_SECURITY_ORDER);
        return registration(BEHIND, security + 1);
    }

    @Bean(AHEAD)
    ResponseFilter forumCachePublicFilter(
            ForumCacheService cache, CachedRoutes routes, BeanFactory beans, ServletContext context) {
        Rehearsal rehearsal = rehearsal(beans, context);
        List<CachedRoute> ahead =
                routes.all().stream().filter(CachedRoute::isPublic).toList();
        return filter(cache, ahead, rehearsal::publicRoute);
    }

    @Bean(BEHIND)
    ResponseFilter forumCachePrivateFilter(
            ForumCacheService cache, CachedRoutes routes, BeanFactory beans, ServletContext context) {
        Rehearsal rehearsal = rehearsal(beans, context);
        List<CachedRoute> behind =
                routes.all().stream().filter(route -> !route.isPublic()).toList();
        return filter(cache, behind, rehearsal::routeBehind);
    }

    private static ResponseFilter filter(
            ForumCacheService cache, List<CachedRoute> routes, Function<CachedRoute, AnsweredRoute> rehearsal) {
        return new ResponseFilter(
                cache, new RouteTable(routes.stream().map(rehearsal).toList()));
    }

    private static Rehearsal rehearsal(BeanFactory beans, ServletContext context) {
        Filter security = beans.containsBean(SECURITY) ? beans.getBean(SECURITY, Filter.class) : null;
        return new Rehearsal(security, context);
    }

    private static DelegatingFilterProxyRegistrationBean registration(String filter, int order) {
        DelegatingFilterProxyRegistrationBean registration = new DelegatingFilterProxyRegistrationBean(filter);
        registration.setOrder(order);
        return registration;
    }
}
