package org.forumcache.server;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import com.atlassian.oai.validator.report.ValidationReport.Level;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/** The OpenAPI document that the forum serves, against which every answer is held that it describes. */
final class ApiContract {
    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");

    private final OpenApiInteractionValidator validator;

    ApiContract(String document) {
        validator = OpenApiInteractionValidator.createForInlineApiSpecification(document)
                // Tests ask for paths that nobody described, on purpose.
                .withLevelResolver(LevelResolver.create()
                        .withLevel("validation.request.path.missing", Level.IGNORE)
                        .withLevel("validation.request.operation.notAllowed", Level.IGNORE)
                        .build())
                .build();
    }

    /** Fails if the answer is not as described. */
    void check(String method, String path, Reply reply) {
        if (!METHODS.contains(method)) {
            return;
        }
        String described = path.contains("?") ? path.substring(0, path.indexOf('?')) : path;
        ValidationReport report = validator.validateResponse(described, Request.Method.valueOf(method), answer(reply));
        if (report.hasErrors()) {
            throw new AssertionError(
                    method + " " + path + " answered " + reply.status() + ", not as /v3/api-docs says: "
                            + report.getMessages().stream()
                                    .map(ValidationReport.Message::getMessage)
                                    .collect(Collectors.joining("; ")));
        }
    }

    private static SimpleResponse answer(Reply reply) {
        SimpleResponse.Builder answer = SimpleResponse.Builder.status(reply.status());
        reply.headers().map().forEach((name, values) -> answer.withHeader(name, values));
        byte[] body = reply.header("Content-Encoding").equals("gzip") ? inflated(reply.body()) : reply.body();
        return (body.length == 0 ? answer : answer.withBody(new String(body, StandardCharsets.UTF_8))).build();
    }

    private static byte[] inflated(byte[] body) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
