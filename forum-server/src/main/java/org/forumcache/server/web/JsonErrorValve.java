package org.forumcache.server.web;

import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;

/** Answers what Tomcat refuses before the forum sees it, such as an address that cannot be decoded. */
public final class JsonErrorValve extends ErrorReportValve {
    private static final int FIRST_ERROR = 400;

    @Override
    protected void report(Request request, Response response, @Nullable Throwable fault) {
        int status = response.getStatus();
        if (status < FIRST_ERROR || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        try {
            HttpStatusCode code = HttpStatusCode.valueOf(status);
            Statuses.body(code).send(response, code);
            response.finishResponse();
        } catch (IOException | IllegalStateException e) {
            container.getLogger().debug("An error could not be reported", e);
        }
    }
}
