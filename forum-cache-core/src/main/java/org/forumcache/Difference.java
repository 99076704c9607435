package org.forumcache;

/** The first place where two texts differ, cut out of both. */
final class Difference {
    static final int MAX_CHARS = 80;

    /** So much that both have in common is shown, to say what it is that differs. */
    private static final int COMMON_CHARS = 24;

    private static final String LEFT_OUT = "…";

    private Difference() {}

    static String between(String cached, String loaded) {
        int start = Math.max(0, firstDifference(cached, loaded) - COMMON_CHARS);
        return "cached is " + excerpt(cached, start) + ", the database has " + excerpt(loaded, start);
    }

    private static int firstDifference(String one, String other) {
        int shorter = Math.min(one.length(), other.length());
        int i = 0;
        while (i < shorter && one.charAt(i) == other.charAt(i)) {
            i++;
        }
        return i;
    }

    private static String excerpt(String text, int start) {
        if (text.isEmpty()) {
            return "nothing";
        }
        int end = Math.min(text.length(), start + MAX_CHARS);
        // A document may hold what somebody else wrote: it must not begin a line of its own.
        String excerpt = text.substring(start, end).replaceAll("\\p{Cntrl}", " ");
        return (start > 0 ? LEFT_OUT : "") + excerpt + (end < text.length() ? LEFT_OUT : "");
    }
}
