package org.forumcache.model;

/** What goes wrong, once, at any moment. */
enum Fault {
    NONE("none"),
    ENTRY_EVICTED("entry evicted"),
    GENERATION_EVICTED("generation evicted"),
    RESTART_EMPTY("restart, empty"),
    OLD_STATE("older state¹"),
    WRITER_DIES("writer dies²"),
    CUT_OFF("writer cut off³"),
    CUT_OFF_UNTIL_DRAINED("the same, from the delivery on³"),
    CUT_OFF_STRICT("writer cut off"),
    CONNECTION_LOST("connection for pushes lost"),
    TWO_MASTERS("two masters");

    private final String title;

    Fault(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
