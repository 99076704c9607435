package org.forumcache.server.thread;

import java.util.regex.Pattern;

/** The beginning of a thread's opening post, as lists show it: one line of at most 200 characters. */
public final class Excerpt {
    private static final int MAX = 200;
    private static final String ELLIPSIS = "…";
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private Excerpt() {}

    /** The beginning of a text, cut after a word. */
    public static String of(String content) {
        String line = SPACE.matcher(content).replaceAll(" ").strip();
        if (line.codePointCount(0, line.length()) <= MAX) {
            return line;
        }
        String head = line.substring(0, line.offsetByCodePoints(0, MAX - 1));
        int space = line.charAt(head.length()) == ' ' ? head.length() : head.lastIndexOf(' ');
        // One word that is longer than the excerpt is cut inside.
        return head.substring(0, space > 0 ? space : head.length()) + ELLIPSIS;
    }
}
