package org.forumcache.server.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The members who take part in one thread: whoever asks, regulars who answer often, and others now and then. */
final class Cast {
    /** The chance that somebody who has written in the thread already writes again. */
    private static final double RETURNING = 0.4;

    private static final int DRAWS = 20;

    private final List<DemoMember> members;
    private final Random random;
    private final DemoMember asker;
    private final List<DemoMember> helpers = new ArrayList<>();

    Cast(List<DemoMember> members, Random random) {
        this.members = members;
        this.random = random;
        asker = members.get(random.nextInt(members.size()));
    }

    DemoMember asker() {
        return asker;
    }

    /** Somebody to write next, other than the one who wrote last and the one who asked. */
    DemoMember helper(DemoMember last) {
        DemoMember helper = draw();
        for (int i = 0; i < DRAWS && (helper.equals(last) || helper.equals(asker)); i++) {
            helper = draw();
        }
        if (!helpers.contains(helper)) {
            helpers.add(helper);
        }
        return helper;
    }

    /** Somebody who has not written in the thread yet, if there is anybody. */
    DemoMember newcomer() {
        DemoMember newcomer = members.get(random.nextInt(members.size()));
        for (int i = 0; i < DRAWS && (helpers.contains(newcomer) || newcomer.equals(asker)); i++) {
            newcomer = members.get(random.nextInt(members.size()));
        }
        helpers.add(newcomer);
        return newcomer;
    }

    private DemoMember draw() {
        if (!helpers.isEmpty() && random.nextDouble() < RETURNING) {
            return helpers.get(random.nextInt(helpers.size()));
        }
        // Skewed towards the regulars at the head of the list.
        double skewed = random.nextDouble() * random.nextDouble();
        return members.get((int) (skewed * members.size()));
    }
}
