package org.forumcache.server.dashboard;

import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.handler.MappedInterceptor;

/** Ties the dashboard to the actuator, wherever the settings put it. */
@Configuration(proxyBeanMethods = false)
class DashboardWiring {

    @Bean
    MappedInterceptor dropNotes(WebEndpointProperties endpoints, InvalidationLog log) {
        String address = endpoints.getBasePath() + "/forumcache";
        return new MappedInterceptor(new String[] {address, address + "/**"}, new DropNotes(address, log));
    }
}
