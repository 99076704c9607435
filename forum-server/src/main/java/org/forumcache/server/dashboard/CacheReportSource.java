package org.forumcache.server.dashboard;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.InvocationContext;
import org.springframework.boot.actuate.endpoint.OperationType;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.web.ExposableWebEndpoint;
import org.springframework.boot.actuate.endpoint.web.WebEndpointsSupplier;
import org.springframework.boot.actuate.endpoint.web.WebOperation;
import org.springframework.stereotype.Component;

/** The answer of the {@code forumcache} endpoint, whatever its fields: the dashboard shows those that it knows. */
@Component
class CacheReportSource {
    private static final EndpointId ENDPOINT = EndpointId.of("forumcache");

    private final WebEndpointsSupplier endpoints;

    CacheReportSource(WebEndpointsSupplier endpoints) {
        this.endpoints = endpoints;
    }

    /** What {@code GET /actuator/forumcache} answers; empty if the settings do not expose it. */
    Optional<Object> read() {
        return endpoints.getEndpoints().stream()
                .filter(endpoint -> endpoint.getEndpointId().equals(ENDPOINT))
                .flatMap(CacheReportSource::reports)
                .findFirst()
                .map(report -> report.invoke(new InvocationContext(SecurityContext.NONE, Map.of())));
    }

    private static Stream<WebOperation> reports(ExposableWebEndpoint endpoint) {
        return endpoint.getOperations().stream()
                .filter(operation -> operation.getType() == OperationType.READ)
                .filter(operation -> operation.getRequestPredicate().getPath().equals(endpoint.getRootPath()));
    }
}
