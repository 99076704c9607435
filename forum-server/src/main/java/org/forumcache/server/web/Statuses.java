package org.forumcache.server.web;

import org.apache.tomcat.util.http.InvalidParameterException;
import org.springframework.http.HttpStatusCode;
import org.springframework.security.web.firewall.RequestRejectedException;

/** The sentences for errors that no feature knows of: those of routing, and of requests that are not HTTP. */
final class Statuses {
    private Statuses() {}

    static ErrorBody body(HttpStatusCode status) {
        return new ErrorBody(
                switch (status.value()) {
                    case 400 -> "The request is malformed; check its address, its parameters and its headers.";
                    case 401 -> "A valid access token is needed: send Authorization: Bearer <token>.";
                    case 403 -> "You may not do this.";
                    case 404 -> "Not found.";
                    case 405 -> "This address does not have that method; the header Allow says which it has.";
                    case 406 -> "The answer is application/json; accept it.";
                    case 408 -> "The request took too long to arrive.";
                    case 413 -> "The request is too large.";
                    case 414 -> "The address is too long.";
                    case 415 -> "The body must be application/json.";
                    case 417 -> "The only expectation that can be met is 100-continue.";
                    case 429 -> "Too many ask for this at once; try again later.";
                    case 431 -> "The headers are too large.";
                    case 501 -> "This method, or this transfer coding, is not supported.";
                    case 503 -> "The forum cannot answer now; try again.";
                    default ->
                        status.is4xxClientError()
                                ? "The request cannot be answered."
                                : "The forum made a mistake; it has been logged.";
                });
    }

    /**
     * Whether a parameter cannot be decoded or a header has control characters, which Tomcat and the firewall find only
     * when somebody asks for it.
     */
    static boolean isMalformedRequest(Throwable fault) {
        return fault instanceof InvalidParameterException || fault instanceof RequestRejectedException;
    }
}
