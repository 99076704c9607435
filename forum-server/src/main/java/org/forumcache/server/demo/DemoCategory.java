package org.forumcache.server.demo;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A category of the demo forum.
 *
 * @param parent the slug of the category it is under
 * @param share how many of a hundred threads or so are in it
 */
record DemoCategory(
        UUID id, String slug, String name, @Nullable String parent, String icon, int share, String description) {

    static DemoCategory parse(String line) {
        String[] fields = line.split("; ", 6);
        return new DemoCategory(
                DemoIds.category(fields[0]),
                fields[0],
                fields[1],
                fields[2].equals("-") ? null : fields[2],
                fields[3],
                Integer.parseInt(fields[4]),
                fields[5]);
    }
}
