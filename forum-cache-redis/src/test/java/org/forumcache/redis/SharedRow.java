package org.forumcache.redis;

import org.forumcache.CacheBackendException;

/** The row of a fence, shared by the processes of one test; it can be made to fail. */
final class SharedRow implements FenceRow {
    private Word word = Word.first();
    private boolean away;
    private boolean readOnly;

    @Override
    public synchronized Word read() {
        requireThere();
        return word;
    }

    @Override
    public synchronized boolean replace(Word expected, Word next) {
        requireThere();
        if (readOnly) {
            throw new CacheBackendException("the database is read-only");
        }
        boolean same = word.equals(expected);
        word = same ? next : word;
        return same;
    }

    private void requireThere() {
        if (away) {
            throw new CacheBackendException("the database does not answer");
        }
    }

    /** Lets every call fail from now on. */
    synchronized void goAway() {
        away = true;
    }

    synchronized void comeBack() {
        away = false;
    }

    /** Lets every change fail from now on. */
    synchronized void refuseChanges() {
        readOnly = true;
    }
}
