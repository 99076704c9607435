package org.forumcache.server.demo;

import java.util.List;
import java.util.Set;

/**
 * A plant that people ask about.
 *
 * @param groups the sorts of problem it can have
 * @param kind what it is in the first place, which decides what else people say about it
 */
record Plant(String name, String plural, Set<String> groups, String kind) {
    private static final List<String> KINDS =
            List.of("cactus", "succulent", "orchid", "flowering", "fruiting", "herb", "potted", "leafy");

    private static final Set<String> OUTDOORS = Set.of("fruiting", "herb", "potted");

    static Plant parse(String line) {
        String[] fields = line.split("; ", -1);
        Set<String> groups = Set.of(fields[2].split(" ", -1));
        return new Plant(fields[0], fields[1], groups, kindOf(groups));
    }

    private static String kindOf(Set<String> groups) {
        return KINDS.stream().filter(groups::contains).findFirst().orElse("leafy");
    }

    /** Where it stands unless the problem says otherwise. */
    String place() {
        return OUTDOORS.contains(kind()) ? "balcony" : "indoor";
    }
}
