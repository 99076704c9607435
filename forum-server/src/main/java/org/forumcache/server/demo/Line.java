package org.forumcache.server.demo;

/**
 * Something that a member says in a thread.
 *
 * @param pause how long after the line before
 */
record Line(DemoMember author, String text, Pause pause) {

    /** A line that follows within hours. */
    Line(DemoMember author, String text) {
        this(author, text, Pause.HOURS);
    }

    /** The same said after another pause. */
    Line after(Pause other) {
        return new Line(author, text, other);
    }
}
