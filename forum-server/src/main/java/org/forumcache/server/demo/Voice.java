package org.forumcache.server.demo;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A way of writing that some members share.
 *
 * @param brief whether they never say two things in one post
 * @param hellos how they begin a question; an empty line is no greeting
 * @param leads how they begin an answer
 * @param byes how they end an answer
 * @param signs how they end a question
 */
record Voice(
        String name,
        Spelling spelling,
        boolean brief,
        List<String> hellos,
        List<String> leads,
        List<String> byes,
        List<String> signs) {

    static Voice parse(Phrases block) {
        Set<String> styles = new HashSet<>(block.of("style"));
        styles.addAll(block.of("spelling"));
        return new Voice(
                block.one("voice"),
                new Spelling(styles),
                block.byKey().containsKey("brief"),
                block.of("hello"),
                block.of("lead"),
                block.of("bye"),
                block.of("sign"));
    }
}
