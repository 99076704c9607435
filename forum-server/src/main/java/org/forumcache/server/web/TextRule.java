package org.forumcache.server.web;

/** What a text from outside must look like: how long, and with which control characters. */
public final class TextRule {
    private static final int UNDECODABLE = 0xFFFD;

    private final int max;
    private final String allowedControls;

    private TextRule(int max, String allowedControls) {
        this.max = max;
        this.allowedControls = allowedControls;
    }

    /** One line of 1 to max characters. */
    public static TextRule line(int max) {
        return new TextRule(max, "");
    }

    /** Several lines of 1 to max characters together. */
    public static TextRule block(int max) {
        return new TextRule(max, "\n\r\t");
    }

    /**
     * The text itself, which is not blank.
     *
     * @param name what the refusal calls it
     */
    public String require(String name, String text) {
        if (text.isBlank()) {
            throw Refusal.badInput(name, name + " is empty; give 1 to " + max + " characters.");
        }
        return requireBounds(name, text);
    }

    /** The text itself, which may be empty. */
    public String requireBounds(String name, String text) {
        // No text has fewer UTF-16 units than characters: most need not be counted.
        if (text.length() > max && text.codePointCount(0, text.length()) > max) {
            throw Refusal.badInput(name, name + " is longer than " + max + " characters; shorten it.");
        }
        if (text.codePoints().anyMatch(this::isForbidden)) {
            throw Refusal.badInput(name, name + " contains control characters or broken Unicode; remove them.");
        }
        return text;
    }

    private boolean isForbidden(int character) {
        int type = Character.getType(character);
        return type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || character == UNDECODABLE
                || (type == Character.CONTROL && allowedControls.indexOf(character) < 0);
    }
}
