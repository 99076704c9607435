package org.forumcache.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

class DatabaseFaultsTest {

    static Stream<Throwable> passing() {
        return Stream.of(
                new CannotCreateTransactionException("no connection"),
                new DataAccessResourceFailureException("gone"),
                new QueryTimeoutException("slow"),
                new TransactionSystemException("rollback failed", new SQLException("Connection is closed")),
                new UncategorizedSQLException("task", "sql", new SQLException("shutting down", "57P01")),
                new UncategorizedSQLException("task", "sql", new SQLException("closed", "90121")),
                new IllegalStateException(new SQLTransientConnectionException("pool timed out")));
    }

    static Stream<Throwable> mistakes() {
        return Stream.of(
                new BadSqlGrammarException("task", "selct", new SQLException("syntax", "42601")),
                new DataIntegrityViolationException("value too long"),
                new UncategorizedSQLException("task", "sql", new SQLException("no state")),
                new IllegalStateException("bug"));
    }

    @ParameterizedTest
    @MethodSource("passing")
    void aDatabaseThatIsAwayIsAPassingFault(Throwable fault) {
        assertThat(DatabaseFaults.passing(fault)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeIsNot(Throwable fault) {
        assertThat(DatabaseFaults.passing(fault)).isFalse();
    }
}
