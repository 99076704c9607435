package org.forumcache.spring;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The paths of one route: fixed segments, of which one may be a variable that stands for a slug.
 *
 * @param text as it was declared
 * @param before what comes before the variable, or the whole path if there is none
 * @param after what comes behind the variable, or {@code null} if there is none
 */
record RoutePattern(String text, String before, @Nullable String after) {
    private static final int MAX_SLUG = 255;
    private static final Pattern FIXED = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._~-]+");
    private static final Pattern VARIABLE = Pattern.compile("\\{[A-Za-z][A-Za-z0-9_]*}");
    private static final String REMEDY = "; write segments of A-Z a-z 0-9 . _ ~ - or one {variable}, each after a /,"
            + " such as /api/threads/{slug}";

    /**
     * The pattern that a text declares.
     *
     * @throws UnfitRouteException if it is none
     */
    static RoutePattern of(String text) {
        if (!text.startsWith("/")) {
            throw unfit(text, "does not begin with /");
        }
        int from = -1;
        int to = -1;
        int at = 1;
        for (String segment : text.substring(1).split("/", -1)) {
            if (VARIABLE.matcher(segment).matches()) {
                if (from >= 0) {
                    throw unfit(text, "has more than one variable");
                }
                from = at;
                to = at + segment.length();
            } else if (!FIXED.matcher(segment).matches()) {
                throw unfit(text, segment.isEmpty() ? "has an empty segment" : "has the segment " + segment);
            }
            at += segment.length() + 1;
        }
        return from < 0
                ? new RoutePattern(text, text, null)
                : new RoutePattern(text, text.substring(0, from), text.substring(to));
    }

    boolean hasVariable() {
        return after != null;
    }

    /** The slug in a path of this pattern; {@code null} if it is another path, or no slug stands there. */
    @Nullable
    String slug(String path) {
        String end = after;
        if (end == null || !path.startsWith(before) || !path.endsWith(end)) {
            return null;
        }
        int length = path.length() - end.length() - before.length();
        if (length < 1 || length > MAX_SLUG) {
            return null;
        }
        String slug = path.substring(before.length(), before.length() + length);
        return isSlug(slug) ? slug : null;
    }

    /** A path of this pattern. */
    String example(String slug) {
        return after == null ? before : before + slug + after;
    }

    /** Whether some path is of both patterns. */
    boolean overlaps(RoutePattern other) {
        List<String> mine = List.of(text.split("/", -1));
        List<String> others = List.of(other.text.split("/", -1));
        if (mine.size() != others.size()) {
            return false;
        }
        for (int i = 0; i < mine.size(); i++) {
            if (!meet(mine.get(i), others.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean meet(String one, String other) {
        boolean variable = one.startsWith("{");
        if (variable && other.startsWith("{")) {
            return true;
        } else if (variable) {
            return isSlug(other);
        }
        return other.startsWith("{") ? isSlug(one) : one.equals(other);
    }

    private static boolean isSlug(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letterOrDigit = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
            if (!letterOrDigit && c != '-' && c != '_') {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static UnfitRouteException unfit(String text, String problem) {
        return new UnfitRouteException(text, problem + REMEDY);
    }

    @Override
    public String toString() {
        return text;
    }
}
