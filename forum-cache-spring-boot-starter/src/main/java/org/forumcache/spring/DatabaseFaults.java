package org.forumcache.spring;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.List;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

/** Tells a database that is away or overloaded from a mistake of the application. Needs spring-tx on the class path. */
public final class DatabaseFaults {
    /**
     * Beginnings of SQL states: a lost connection, exhausted resources, an operator's intervention, a system error; and
     * H2's own for a file in use, input and output, a broken connection, a closed database and exhausted memory.
     */
    private static final List<String> STATES =
            List.of("08", "53", "57", "58", "90020", "90028", "90031", "90067", "90098", "90108", "90121");

    private DatabaseFaults() {}

    /** Whether the database did not do what would be right to ask again later. */
    public static boolean passing(Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            // A transaction that can be neither committed nor rolled back has lost its connection.
            if (cause instanceof CannotCreateTransactionException
                    || cause instanceof TransactionSystemException
                    || cause instanceof DataAccessResourceFailureException
                    || cause instanceof TransientDataAccessException
                    || cause instanceof RecoverableDataAccessException
                    || (cause instanceof SQLException sql && passing(sql))) {
                return true;
            }
        }
        return false;
    }

    private static boolean passing(SQLException fault) {
        if (fault instanceof SQLTransientException
                || fault instanceof SQLRecoverableException
                || fault instanceof SQLNonTransientConnectionException) {
            return true;
        }
        String state = fault.getSQLState();
        return state != null && STATES.stream().anyMatch(state::startsWith);
    }
}
