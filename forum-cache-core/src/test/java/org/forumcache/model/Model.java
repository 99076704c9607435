package org.forumcache.model;

/**
 * A protocol as data: one state of everything that takes part, and the steps that may come next.
 *
 * <p>A state is an array of bytes, all of one length. Each step is atomic; whatever may happen in between is a step of
 * its own.
 */
interface Model {
    byte[] initial();

    /** Offers every step that is possible in a state. */
    void steps(byte[] state, Steps steps);

    /**
     * Turns a state, in place, into one that differs from it only by names: of participants that are alike, and of tokens
     * of which only equality counts. What is possible after the one is possible after the other, under those names.
     */
    void normalize(byte[] state);
}
