package org.forumcache.server;

import java.sql.SQLException;
import org.forumcache.spring.DatabaseFaults;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/** Says at start, in place of a stack trace, that the database cannot be reached, and what to do. */
final class DatabaseAwayAnalyzer extends AbstractFailureAnalyzer<SQLException> {
    private static final String ACTION = """
            Start the database, or point spring.datasource.url, spring.datasource.username and
            spring.datasource.password at one that runs. An H2 file is open in one server at a time: stop the other one.""";

    private final Environment environment;

    DatabaseAwayAnalyzer(Environment environment) {
        this.environment = environment;
    }

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable failure, SQLException cause) {
        if (!DatabaseFaults.passing(failure) && !refused(cause)) {
            return null;
        }
        String url = environment.getProperty("spring.datasource.url", "the default address");
        // What follows may hold a password.
        String address = url.split("[?;]", 2)[0];
        return new FailureAnalysis(
                "The forum cannot connect to its database at " + address + ": " + cause.getMessage(), ACTION, failure);
    }

    /** Whether the database is there, but not for this user or not under this name. */
    private static boolean refused(SQLException fault) {
        String state = fault.getSQLState();
        return state != null && (state.startsWith("28") || state.startsWith("3D"));
    }
}
