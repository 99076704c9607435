package org.forumcache.server.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.forumcache.spring.DatabaseFaults;
import org.forumcache.spring.UnconfirmedWriteException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;

/** Answers every exception of a controller, or of a filter that asks for it, with an {@link ErrorBody}. */
@RestControllerAdvice
final class ErrorAdvice {
    private static final Logger log = LoggerFactory.getLogger(ErrorAdvice.class);
    private static final String RETRY_AFTER_SECONDS = "1";

    @ExceptionHandler
    void refused(Refusal refusal, HttpServletResponse response) throws IOException {
        refusal.body().send(response, refusal.status());
    }

    @ExceptionHandler
    void notJson(HttpMessageNotReadableException fault, HttpServletResponse response) throws IOException {
        String where = fault.getCause() instanceof JacksonException json ? at(json.getLocation()) : "";
        Refusal.badBody("The body is not the JSON object this request needs" + where + ".")
                .body()
                .send(response, HttpStatus.BAD_REQUEST);
    }

    @ExceptionHandler({DataAccessException.class, TransactionException.class})
    void database(RuntimeException fault, HttpServletResponse response) throws IOException {
        if (fault instanceof ConcurrencyFailureException) {
            log.warn("A write lost to others again and again: {}", fault.getMessage());
            unavailable("Too many writes at once; try again.", response);
        } else if (DatabaseFaults.passing(fault)) {
            log.warn("The database cannot be reached: {}", rootMessage(fault));
            unavailable("The database cannot be reached; try again.", response);
        } else if (fault instanceof DataIntegrityViolationException) {
            log.info("A write met another one: {}", rootMessage(fault));
            new ErrorBody("Something this request needs was changed meanwhile; try again.")
                    .send(response, HttpStatus.CONFLICT);
        } else {
            failed(fault, response);
        }
    }

    @ExceptionHandler
    void unconfirmed(UnconfirmedWriteException fault, HttpServletResponse response) throws IOException {
        log.warn("A write is not acknowledged: {}", fault.getMessage());
        unavailable("The change is saved, but some may not see it yet; look before you send it again.", response);
    }

    @ExceptionHandler
    void clientGone(AsyncRequestNotUsableException gone) {
        log.debug("The client went away: {}", gone.getMessage());
    }

    @ExceptionHandler
    void other(Exception fault, HttpServletResponse response) throws IOException {
        if (fault instanceof ErrorResponse known && known.getStatusCode().is4xxClientError()) {
            copy(known.getHeaders(), response);
            Statuses.body(known.getStatusCode()).send(response, known.getStatusCode());
        } else if (fault instanceof IOException) {
            log.debug("The connection broke: {}", fault.getMessage());
        } else if (Statuses.isMalformedRequest(fault)) {
            Statuses.body(HttpStatus.BAD_REQUEST).send(response, HttpStatus.BAD_REQUEST);
        } else {
            failed(fault, response);
        }
    }

    private static void failed(Exception fault, HttpServletResponse response) throws IOException {
        log.error("A request failed by a mistake in the forum", fault);
        Statuses.body(HttpStatus.INTERNAL_SERVER_ERROR).send(response, HttpStatus.INTERNAL_SERVER_ERROR);
    }

    private static void unavailable(String detail, HttpServletResponse response) throws IOException {
        response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        new ErrorBody(detail).send(response, HttpStatus.SERVICE_UNAVAILABLE);
    }

    private static void copy(HttpHeaders headers, HttpServletResponse response) {
        headers.forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
    }

    private static String at(TokenStreamLocation location) {
        return location.getLineNr() < 1
                ? ""
                : "; see line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    private static String rootMessage(Throwable fault) {
        Throwable root = fault;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.toString() : root.getMessage();
    }
}
