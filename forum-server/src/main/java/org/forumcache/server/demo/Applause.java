package org.forumcache.server.demo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** The reactions that posts get: more in popular threads and near their beginning, one from a member at most. */
final class Applause {
    private static final double LEAST = 0.3;
    private static final double MOST = 25;
    private static final double LIKES = 0.55;
    private static final double LIKES_AND_HELPFULS = 0.9;

    private final List<DemoMember> members;
    private final Timeline timeline;
    private final Random random;

    Applause(List<DemoMember> members, Timeline timeline, Random random) {
        this.members = members;
        this.timeline = timeline;
        this.random = random;
    }

    /** @param interest how many look at the post, from 0 to 1 */
    List<DemoReaction> to(Line post, Instant writtenAt, double interest) {
        int wanted = (int) (-Math.log(1 - random.nextDouble()) * (LEAST + MOST * interest));
        Set<DemoMember> reacted = new HashSet<>();
        reacted.add(post.author());
        List<DemoReaction> reactions = new ArrayList<>();
        for (int i = 0; i < Math.min(wanted, members.size() / 2); i++) {
            DemoMember member = members.get(random.nextInt(members.size()));
            if (reacted.add(member)) {
                reactions.add(new DemoReaction(member.id(), kind(), timeline.liked(writtenAt, random)));
            }
        }
        return reactions;
    }

    private String kind() {
        double kind = random.nextDouble();
        if (kind < LIKES) {
            return "like";
        }
        return kind < LIKES_AND_HELPFULS ? "helpful" : "love";
    }
}
