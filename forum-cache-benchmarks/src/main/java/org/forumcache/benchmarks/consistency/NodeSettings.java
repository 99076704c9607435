package org.forumcache.benchmarks.consistency;

import java.util.ArrayList;
import java.util.List;

/**
 * What a node needs to know.
 *
 * @param database the address of the database, for JDBC
 * @param redis the address of Redis
 * @param extra settings of the application, as {@code name=value}
 */
record NodeSettings(String database, String redis, Protocol protocol, Catalogue catalogue, List<String> extra) {
    private static final int FIXED = 5;

    NodeSettings {
        extra = List.copyOf(extra);
    }

    /** As the arguments of another process. */
    List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of(
                database,
                redis,
                protocol.label(),
                Integer.toString(catalogue.threads()),
                Integer.toString(catalogue.categories())));
        arguments.addAll(extra);
        return arguments;
    }

    static NodeSettings parse(List<String> arguments) {
        return new NodeSettings(
                arguments.get(0),
                arguments.get(1),
                Protocol.named(arguments.get(2)),
                new Catalogue(Integer.parseInt(arguments.get(3)), Integer.parseInt(arguments.get(4))),
                arguments.subList(FIXED, arguments.size()));
    }

    /** All settings of the application. */
    List<String> properties() {
        List<String> properties = new ArrayList<>(List.of(
                "spring.datasource.url=" + database,
                "spring.datasource.hikari.maximum-pool-size=12",
                "spring.datasource.hikari.connection-timeout=1000",
                "spring.datasource.hikari.validation-timeout=500",
                "spring.flyway.locations=classpath:org/forumcache/benchmarks/consistency/migration",
                "spring.main.banner-mode=off",
                // Thousands of failures are expected, and none of them says anything.
                "logging.level.root=off",
                "spring.main.web-application-type=none",
                "spring.main.register-shutdown-hook=false",
                "forum.cache.backend=redis",
                "forum.cache.redis.uri=" + redis,
                // Short, so that entries also expire, are loaded anew early and stand in for failed loads.
                "forum.cache.thread.ttl=2s",
                "forum.cache.list.ttl=3s",
                "forum.cache.category.ttl=4s",
                "forum.cache.absent.ttl=1s"));
        properties.addAll(protocol.properties());
        properties.addAll(extra);
        return properties;
    }
}
