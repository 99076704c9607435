package org.forumcache.server.web;

import java.io.Serial;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * The reason why a request is not done, as its sender is told it: a status, a sentence and, for bad input, the name of
 * the parameter.
 */
public final class Refusal extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final HttpStatus status;
    private final String detail;
    private final @Nullable String parameter;

    private Refusal(HttpStatus status, String detail, @Nullable String parameter) {
        // No stack trace: a refusal is an answer, and bad input must not cost much.
        super(detail, null, false, false);
        this.status = status;
        this.detail = detail;
        this.parameter = parameter;
    }

    /** A parameter or a field of the body is wrong. */
    public static Refusal badInput(String parameter, String detail) {
        return new Refusal(HttpStatus.BAD_REQUEST, detail, parameter);
    }

    /** The body as a whole is wrong. */
    static Refusal badBody(String detail) {
        return new Refusal(HttpStatus.BAD_REQUEST, detail, null);
    }

    /** There is no such thing. */
    public static Refusal notFound(String detail) {
        return new Refusal(HttpStatus.NOT_FOUND, detail, null);
    }

    /** The account may not do this. */
    public static Refusal forbidden(String detail) {
        return new Refusal(HttpStatus.FORBIDDEN, detail, null);
    }

    /** The forum's present state does not allow it. */
    public static Refusal conflict(String detail) {
        return new Refusal(HttpStatus.CONFLICT, detail, null);
    }

    /** A field's value is taken already. */
    public static Refusal taken(String parameter, String detail) {
        return new Refusal(HttpStatus.CONFLICT, detail, parameter);
    }

    /** The body is longer than the forum reads. */
    static Refusal tooLarge(String detail) {
        return new Refusal(HttpStatus.CONTENT_TOO_LARGE, detail, null);
    }

    HttpStatus status() {
        return status;
    }

    ErrorBody body() {
        return new ErrorBody(detail, parameter);
    }
}
