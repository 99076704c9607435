package org.forumcache.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** An answer of the forum. */
final class Reply {
    /** What health says of a server that is up, and nothing more: its status, and which probes there are. */
    static final String UP = "{\"groups\":[\"liveness\",\"readiness\"],\"status\":\"UP\"}";

    private final int status;
    private final HttpHeaders headers;
    private final byte[] body;

    Reply(HttpResponse<byte[]> response) {
        status = response.statusCode();
        headers = response.headers();
        body = response.body();
    }

    int status() {
        return status;
    }

    HttpHeaders headers() {
        return headers;
    }

    byte[] body() {
        return body;
    }

    String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    String cache() {
        return header("X-Cache");
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    @SuppressWarnings("unchecked") // the keys of a JSON object are strings
    Map<String, Object> json() {
        return JsonMapper.shared().readValue(body, Map.class);
    }

    List<Map<String, Object>> array() {
        return maps(JsonMapper.shared().readValue(body, List.class));
    }

    String text(String field) {
        return Objects.requireNonNull(json().get(field), field).toString();
    }

    long number(String field) {
        return ((Number) Objects.requireNonNull(json().get(field), field)).longValue();
    }

    List<Map<String, Object>> items(String field) {
        return maps(Objects.requireNonNull(json().get(field), field));
    }

    @SuppressWarnings("unchecked") // the keys of a JSON object are strings
    static Map<String, Object> map(@Nullable Object value) {
        return (Map<String, Object>) Objects.requireNonNull(value, "no object");
    }

    @SuppressWarnings("unchecked") // the keys of a JSON object are strings
    private static List<Map<String, Object>> maps(Object value) {
        return (List<Map<String, Object>>) value;
    }

    /** The values of one field of a list's results. */
    List<Object> results(String field) {
        return items("results").stream().map(item -> item.get(field)).toList();
    }

    Reply ok() {
        return is(200);
    }

    Reply created() {
        return is(201);
    }

    Reply is(int expected) {
        assertThat(status)
                .as(() -> text().substring(0, Math.min(text().length(), 300)))
                .isEqualTo(expected);
        return this;
    }

    /** This is the contract's error, naming a parameter, and nothing more. */
    Reply isError(int expected, String parameter) {
        is(expected);
        assertThat(header("Content-Type")).isEqualTo("application/json");
        assertThat(json()).containsOnlyKeys("detail", "parameter").containsEntry("parameter", parameter);
        assertThat(text("detail")).isNotBlank();
        return this;
    }

    /** This is the contract's error, naming no parameter, and nothing more. */
    Reply isError(int expected) {
        is(expected);
        assertThat(header("Content-Type")).isEqualTo("application/json");
        assertThat(json()).containsOnlyKeys("detail");
        assertThat(text("detail")).isNotBlank();
        return this;
    }
}
