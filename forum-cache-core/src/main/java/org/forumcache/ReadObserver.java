package org.forumcache;

/**
 * Is told of the steps of reads as they begin and end, for traces and timings. Safe for all threads; quick, because
 * readers wait for it, and it throws nothing: what it throws, they get.
 *
 * <p>Reads without a loader are not told: they are one look-up and nothing else.
 */
public interface ReadObserver {

    /** Part of a read that may take its time. */
    enum Step {
        /** The cache is asked. */
        LOOK_UP,
        /** Another reader loads the same document, and is waited for. */
        WAIT,
        /** The loader runs. */
        LOAD,
        /** What was loaded is stored. */
        FILL
    }

    /**
     * A step begins.
     *
     * @return to be closed on the same thread when the step ends
     */
    Running begin(Step step, EntryKey key);

    /** A step that has begun. */
    interface Running extends AutoCloseable {
        /** The step is about to end by this. */
        void failed(Throwable failure);

        /** The step ends. */
        @Override
        void close();
    }
}
