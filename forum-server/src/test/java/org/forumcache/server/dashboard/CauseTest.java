package org.forumcache.server.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Stream;
import org.forumcache.ForumEvent;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CauseTest {
    static Stream<Arguments> events() {
        return Stream.of(
                Arguments.of(new ForumEvent.PostCreated("t", "c"), "PostCreated", "t in c"),
                Arguments.of(new ForumEvent.ThreadMoved("t", "a", "b"), "ThreadMoved", "t from a to b"),
                Arguments.of(new ForumEvent.ReactionAdded("t"), "ReactionAdded", "t"),
                Arguments.of(new ForumEvent.CategoryCreated("c"), "CategoryCreated", "c"),
                Arguments.of(new ForumEvent.CategoryEdited("c", Set.of("t"), Set.of()), "CategoryEdited", "c"));
    }

    @ParameterizedTest
    @MethodSource("events")
    void eventsSayWhatHappenedToWhat(ForumEvent event, String name, String about) {
        assertThat(Cause.of(event)).isEqualTo(new Cause(name, about));
    }
}
