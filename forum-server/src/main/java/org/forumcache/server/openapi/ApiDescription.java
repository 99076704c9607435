package org.forumcache.server.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.json.JsonMapper;

/**
 * The OpenAPI document of the forum, written by hand: most answers are bytes that no controller's signature describes.
 * Every exchange of the tests is held against it.
 */
@RestController
class ApiDescription {
    private final byte[] json;
    private final String etag;

    ApiDescription(JsonMapper mapper) throws IOException {
        try (InputStream file = new ClassPathResource("openapi.yaml", ApiDescription.class).getInputStream()) {
            json = mapper.writeValueAsBytes(new Yaml(new SafeConstructor(new LoaderOptions())).<Object>load(file));
        }
        etag = '"' + UUID.nameUUIDFromBytes(json).toString() + '"';
    }

    @GetMapping(path = "/v3/api-docs", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> document() {
        return ResponseEntity.ok()
                .eTag(etag)
                .cacheControl(CacheControl.noCache())
                .body(json);
    }
}
