package org.forumcache.redis;

import org.forumcache.CacheBackendException;
import org.forumcache.Token;

/**
 * One row that all processes share and that is never lost nor restored to what it was: in the forum's own database.
 *
 * <p>Calls wait for the database, a second or so at most, and throw {@link CacheBackendException} if it does not answer.
 */
public interface FenceRow {

    /**
     * What the row says.
     *
     * @param epoch under which everything is stored; what is stored under another one is nothing
     * @param servers the masters that may be believed, all together
     * @param term of these servers: another one each time that others take over
     */
    record Word(Token epoch, Token servers, Token term) {
        /** Before any server was named. */
        public static Word first() {
            return new Word(Token.random(), new Token(0, 0), Token.random());
        }

        /** The same servers in the same term, under another epoch. */
        Word raised() {
            return new Word(Token.random(), servers, term);
        }

        /** Other servers, in another term and under another epoch. */
        Word naming(Token others) {
            return new Word(Token.random(), others, Token.random());
        }
    }

    /** Reads the row from the primary, outside any transaction; a row that is not there yet begins with {@link Word#first}. */
    Word read();

    /**
     * Replaces what the row says, durably.
     *
     * @return {@code false}, and nothing changes, if it no longer says what was expected
     */
    boolean replace(Word expected, Word next);
}
