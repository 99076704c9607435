package org.forumcache;

/**
 * Which thread lists are stored.
 *
 * <p>A forum has few lists that people read, and endlessly many that a crawler can ask for. The first ones are the
 * {@linkplain EntryKey#isCommon common} ones: the first {@value EntryKey#COMMON_PAGES} pages of a category, in any order
 * and of any length, without a search, tags or another filter. All others are rare.
 */
public enum ListAdmission {
    /** All of them, at once. */
    ALWAYS,
    /**
     * Common ones at once; a rare one when it is asked for a second time within some ten minutes. The first time it is
     * loaded without a lease, and leaves nothing behind.
     */
    RARE_WHEN_ASKED_AGAIN
}
