package org.forumcache.spring;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.forumcache.CacheBackendException;
import org.forumcache.Token;
import org.forumcache.redis.FenceRow;
import org.jspecify.annotations.Nullable;

/**
 * The row of the fence, in the table {@code cache_fence} of the forum's own database.
 *
 * <p>It keeps one connection for itself, taken from the application's pool and returned only when it has failed: so the
 * fence can be read, and raised by a thread that holds a connection already, while the pool is exhausted. Statements
 * commit by themselves, whatever transaction the calling thread is in.
 */
final class FenceTable implements FenceRow, AutoCloseable {
    private static final int TIMEOUT_SECONDS = 1;
    private static final String READ = "SELECT epoch, servers, term FROM cache_fence WHERE id = 1";
    private static final String BEGIN = "INSERT INTO cache_fence (id, epoch, servers, term) VALUES (1, ?, ?, ?)";
    private static final String REPLACE =
            "UPDATE cache_fence SET epoch = ?, servers = ?, term = ? WHERE id = 1 AND epoch = ? AND term = ?";
    /** What SQL states of violated constraints begin with. */
    private static final String TAKEN = "23";

    private final DataSource database;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Connection connection;

    FenceTable(DataSource database) {
        this.database = database;
    }

    @Override
    public Word read() {
        return ask(open -> {
            Word found = select(open);
            return found == null ? begin(open) : found;
        });
    }

    @Override
    public boolean replace(Word expected, Word next) {
        return ask(open -> {
            String[] values = {
                text(next.epoch()),
                text(next.servers()),
                text(next.term()),
                text(expected.epoch()),
                text(expected.term())
            };
            return update(open, REPLACE, values) == 1;
        });
    }

    private static @Nullable Word select(Connection open) throws SQLException {
        try (PreparedStatement statement = open.prepareStatement(READ)) {
            statement.setQueryTimeout(TIMEOUT_SECONDS);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? new Word(token(row, 1), token(row, 2), token(row, 3)) : null;
            }
        }
    }

    private static Word begin(Connection open) throws SQLException {
        Word first = Word.first();
        try {
            update(open, BEGIN, text(first.epoch()), text(first.servers()), text(first.term()));
            return first;
        } catch (SQLException e) {
            // Another process was faster.
            Word found = String.valueOf(e.getSQLState()).startsWith(TAKEN) ? select(open) : null;
            if (found == null) {
                throw e;
            }
            return found;
        }
    }

    private static int update(Connection open, String sql, String... values) throws SQLException {
        try (PreparedStatement statement = open.prepareStatement(sql)) {
            statement.setQueryTimeout(TIMEOUT_SECONDS);
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            return statement.executeUpdate();
        }
    }

    /** What is asked of the database. */
    private interface Question<T> {
        T ask(Connection open) throws SQLException;
    }

    private <T> T ask(Question<T> question) {
        requireTurn();
        try {
            return question.ask(connected());
        } catch (SQLException e) {
            disconnect();
            throw new CacheBackendException("the table cache_fence cannot be used: " + e.getMessage(), e);
        } finally {
            lock.unlock();
        }
    }

    /** A pool may keep whoever wants a connection for as long as it likes; others do not wait for that. */
    private void requireTurn() {
        try {
            if (!lock.tryLock(2L * TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                throw new CacheBackendException("the database does not answer those who asked before");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CacheBackendException("interrupted while waiting for the table cache_fence", e);
        }
    }

    private Connection connected() throws SQLException {
        if (connection == null) {
            Connection opened = database.getConnection();
            connection = opened;
            opened.setAutoCommit(true);
            // A stricter one takes another process' change for a conflict.
            opened.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            boundWaiting(opened);
        }
        return connection;
    }

    private static void boundWaiting(Connection opened) {
        try {
            opened.setNetworkTimeout(Runnable::run, (int) TimeUnit.SECONDS.toMillis(TIMEOUT_SECONDS));
        } catch (SQLException e) {
            // Not every driver can; one inside this process need not.
        }
    }

    private void disconnect() {
        Connection broken = connection;
        connection = null;
        try {
            if (broken != null) {
                broken.close();
            }
        } catch (SQLException e) {
            // It is of no use any more, and its pool has learnt of that.
        }
    }

    private static String text(Token token) {
        return HexFormat.of().toHexDigits(token.high()) + HexFormat.of().toHexDigits(token.low());
    }

    private static Token token(ResultSet row, int column) throws SQLException {
        String text = String.valueOf(row.getString(column)).strip();
        try {
            return new Token(HexFormat.fromHexDigitsToLong(text, 0, 16), HexFormat.fromHexDigitsToLong(text, 16, 32));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new SQLException("the row is damaged; delete it, and it begins anew", e);
        }
    }

    /** Gives the connection back, unless somebody still waits for one. */
    @Override
    public void close() {
        try {
            requireTurn();
        } catch (CacheBackendException e) {
            return;
        }
        try {
            disconnect();
        } finally {
            lock.unlock();
        }
    }
}
