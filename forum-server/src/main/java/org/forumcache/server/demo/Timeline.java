package org.forumcache.server.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** When things happened in the demo forum: in the two years before it is written, more of it lately than long ago. */
record Timeline(Instant now) {
    private static final Duration SPAN = Duration.ofDays(730);
    private static final Duration A_WHILE = Duration.ofDays(30);
    private static final Duration YOUNGEST = Duration.ofMinutes(20);
    private static final Duration SETTLED = Duration.ofDays(75);
    private static final Duration ROOM_FOR_A_POST = Duration.ofHours(3);
    private static final Duration BETWEEN_POSTS = Duration.ofMinutes(2);
    private static final Duration UNTIL_LIKED = Duration.ofDays(2);
    private static final double GROWTH = 1.3;

    Timeline {
        now = now.truncatedTo(ChronoUnit.MILLIS);
    }

    /** Before everything else. */
    Instant opening() {
        return now.minus(SPAN).minus(A_WHILE);
    }

    /** When a thread began that is at this place, from 0 for the oldest to 1, and has this many posts. */
    Instant beginning(double place, int posts) {
        Duration age = times(SPAN, Math.pow(1 - place, GROWTH));
        Duration least = longer(YOUNGEST, ROOM_FOR_A_POST.multipliedBy(posts - 2L));
        return now.minus(longer(age, least));
    }

    /** Whether a thread is so old that it has shown what became of the plant. */
    boolean isSettled(Instant beginning) {
        return beginning.isBefore(now.minus(SETTLED));
    }

    /** When each line of a thread was written: the first when it began, each after the one before, none after now. */
    List<Instant> times(Instant beginning, List<Line> lines, Random random) {
        List<Duration> passed = new ArrayList<>();
        Duration all = Duration.ZERO;
        passed.add(all);
        for (Line line : lines.subList(1, lines.size())) {
            all = all.plus(BETWEEN_POSTS).plus(about(line.pause().mean(), random));
            passed.add(all);
        }
        Duration room = times(Duration.between(beginning, now), 0.95);
        double squeeze = Math.min(1, (double) room.toMillis() / all.toMillis());
        return passed.stream()
                .map(sinceBeginning -> beginning.plus(times(sinceBeginning, squeeze)))
                .toList();
    }

    /** When somebody liked what was written then. */
    Instant liked(Instant writtenAt, Random random) {
        Instant liked = writtenAt.plus(about(UNTIL_LIKED, random));
        return liked.isBefore(now) ? liked : now;
    }

    /** A duration that is this long on average, spread as waiting times are. */
    private static Duration about(Duration mean, Random random) {
        return times(mean, -Math.log(1 - random.nextDouble()));
    }

    private static Duration times(Duration duration, double factor) {
        return Duration.ofMillis(Math.round(duration.toMillis() * factor));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }
}
