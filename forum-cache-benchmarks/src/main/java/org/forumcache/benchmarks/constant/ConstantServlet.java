package org.forumcache.benchmarks.constant;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Asks another server once for each answer, and from then on writes the same bytes without thinking. */
final class ConstantServlet extends HttpServlet {
    /** What the server writes by itself. */
    private static final Set<String> OF_THE_CONNECTION =
            Set.of(":status", "connection", "content-length", "date", "keep-alive", "transfer-encoding");

    private final transient HttpClient client = HttpClient.newHttpClient();
    private final transient Map<Question, Answer> answers = new ConcurrentHashMap<>();
    private final URI origin;

    ConstantServlet(URI origin) {
        this.origin = origin;
    }

    /** What an answer depends on. */
    private record Question(String path, @Nullable String query, boolean gzip) {}

    private record Header(String name, String value) {}

    /** What is written. */
    private static final class Answer {
        private final List<Header> headers;
        private final @Nullable String etag;
        private final byte[] body;

        Answer(List<Header> headers, @Nullable String etag, byte[] body) {
            this.headers = headers;
            this.etag = etag;
            this.body = body;
        }
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean gzip = request.getHeader("Accept-Encoding") != null;
        Answer answer = answers.computeIfAbsent(
                new Question(request.getRequestURI(), request.getQueryString(), gzip), this::ask);
        for (Header header : answer.headers) {
            response.setHeader(header.name, header.value);
        }
        if (answer.etag != null && answer.etag.equals(request.getHeader("If-None-Match"))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setContentLength(answer.body.length);
        if (request.getMethod().equals("GET")) {
            response.getOutputStream().write(answer.body);
        }
    }

    private Answer ask(Question question) {
        String query = question.query == null ? "" : "?" + question.query;
        HttpRequest.Builder request = HttpRequest.newBuilder(origin.resolve(question.path + query));
        if (question.gzip) {
            request.header("Accept-Encoding", "gzip");
        }
        HttpResponse<byte[]> response = send(request.build());
        if (response.statusCode() != HttpServletResponse.SC_OK) {
            throw new IllegalStateException(origin + " answers " + question + " with " + response.statusCode());
        }
        List<Header> headers = new ArrayList<>();
        response.headers().map().forEach((name, values) -> {
            if (!OF_THE_CONNECTION.contains(name)) {
                headers.add(new Header(name, String.join(", ", values)));
            }
        });
        return new Answer(headers, response.headers().firstValue("etag").orElse(null), response.body());
    }

    private HttpResponse<byte[]> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new IllegalStateException("the origin cannot be asked", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking the origin", e);
        }
    }
}
