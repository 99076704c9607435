package org.forumcache.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ConfigurationMetadataTest {
    /** The contract's table of settings. */
    private static final Map<String, String> DEFAULTS = Map.ofEntries(
            Map.entry("forum.cache.backend", "embedded"),
            Map.entry("forum.cache.embedded.max-size", "256MB"),
            Map.entry("forum.cache.redis.uri", "redis://127.0.0.1:6379"),
            Map.entry("forum.cache.redis.timeout", "50ms"),
            Map.entry("forum.cache.redis.schema", ""),
            Map.entry("forum.cache.redis.ssl-bundle", ""),
            Map.entry("forum.cache.near.enabled", "false"),
            Map.entry("forum.cache.near.max-size", "64MB"),
            Map.entry("forum.cache.near.max-silence", "250ms"),
            Map.entry("forum.cache.strict", "false"),
            Map.entry("forum.cache.durable", "true"),
            Map.entry("forum.cache.thread.ttl", "1h"),
            Map.entry("forum.cache.list.ttl", "6h"),
            Map.entry("forum.cache.list.admission", ""),
            Map.entry("forum.cache.embedded.compress", "true"),
            Map.entry("forum.cache.category.ttl", "24h"),
            Map.entry("forum.cache.absent.ttl", "30s"),
            Map.entry("forum.cache.inspector.sample-rate", "0"),
            Map.entry("forum.cache.filter.enabled", "true"));

    @Test
    void editorsKnowEverySettingWithItsDefault() throws IOException {
        Map<String, String> known = new LinkedHashMap<>();
        for (JsonNode property : metadata().path("properties")) {
            if (property.path("name").asString().startsWith("forum.cache.")) {
                known.put(
                        property.path("name").asString(),
                        property.path("defaultValue").asString());
            }
        }

        assertThat(known).containsExactlyInAnyOrderEntriesOf(DEFAULTS);
    }

    @Test
    void editorsShowWhatEverySettingMeans() throws IOException {
        assertThat(metadata().path("properties"))
                .filteredOn(property -> property.path("name").asString().startsWith("forum.cache."))
                .isNotEmpty()
                .allSatisfy(property -> assertThat(property.path("description").asString(""))
                        .as(property.path("name").asString())
                        .endsWith("."));
    }

    @Test
    void editorsOfferTheBackends() throws IOException {
        JsonNode hint = metadata().path("hints").path(0);

        assertThat(hint.path("name").asString()).isEqualTo("forum.cache.backend");
        assertThat(hint.path("values"))
                .extracting(value -> value.path("value").asString())
                .containsExactly("embedded", "redis");
    }

    private static JsonNode metadata() throws IOException {
        String path = "META-INF/spring-configuration-metadata.json";
        for (URL url : Collections.list(
                ConfigurationMetadataTest.class.getClassLoader().getResources(path))) {
            try (InputStream in = url.openStream()) {
                JsonNode metadata = JsonMapper.shared().readTree(in);
                if (metadata.path("groups").toString().contains("\"forum.cache\"")) {
                    return metadata;
                }
            }
        }
        throw new AssertionError("no " + path + " describes forum.cache");
    }
}
