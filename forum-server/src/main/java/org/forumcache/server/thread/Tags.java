package org.forumcache.server.thread;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.forumcache.server.web.Refusal;

/** The tags of a thread, or of a search for threads. */
final class Tags {
    private static final int MAX = 10;
    private static final Pattern VALID = Pattern.compile("[a-z0-9-]{1,40}");

    private Tags() {}

    /** The tags in order, each given once. */
    static List<String> require(List<String> tags) {
        if (tags.size() > MAX) {
            throw Refusal.badInput("tags", "tags are more than " + MAX + "; give fewer.");
        }
        Set<String> seen = new HashSet<>();
        for (String tag : tags) {
            if (!VALID.matcher(tag).matches()) {
                throw Refusal.badInput("tags", "tags must each be 1 to 40 of the characters a-z 0-9 -.");
            }
            if (!seen.add(tag)) {
                throw Refusal.badInput("tags", "tags contain " + tag + " twice; give each tag once.");
            }
        }
        return tags.stream().sorted().toList();
    }
}
