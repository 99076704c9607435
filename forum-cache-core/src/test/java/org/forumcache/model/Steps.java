package org.forumcache.model;

/** What takes the steps that a {@link Model} offers. The text is a format for the numbers, written only if it is shown. */
interface Steps {
    /**
     * A step to another state.
     *
     * @param next becomes the receiver's own
     */
    void to(byte[] next, String text, int... numbers);

    /** A step that breaks the promise. */
    void breach(String text, int... numbers);
}
