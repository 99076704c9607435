package org.forumcache.benchmarks.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WorkloadTest {
    private final UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(1);

    @Test
    void lobstersReadersLookMostlyAtThreadsAndTheFrontPage() {
        Map<Step, Double> weights = LobstersMix.weights(Resource.lines("lobsters.txt"), false);

        double sum = weights.values().stream().mapToDouble(Double::doubleValue).sum();
        assertThat(weights.getOrDefault(Step.THREAD, 0.0) / sum).isCloseTo(0.568, within(0.001));
        assertThat(weights.getOrDefault(Step.FRONT_PAGE, 0.0) / sum).isCloseTo(0.306, within(0.001));
    }

    @Test
    void lobstersWritersMostlyVote() {
        Map<Step, Double> weights = LobstersMix.weights(Resource.lines("lobsters.txt"), true);

        assertThat(weights)
                .containsOnly(
                        Map.entry(Step.REACTION, 34_123.0),
                        Map.entry(Step.REPLY, 11_196.0),
                        Map.entry(Step.NEW_THREAD, 1_522.0));
    }

    @Test
    void linesThatAreNotUnderstoodAreNamed() {
        assertThatThrownBy(() -> LobstersMix.weights(List.of("1 GET /chat"), false))
                .hasMessageContaining("GET /chat");
        assertThatThrownBy(() -> LobstersMix.weights(List.of("1 GET"), false)).hasMessageContaining("1 GET");
        assertThatThrownBy(() -> new TransitionTable(List.of("Home ViewStory"))).hasMessageContaining("ViewStory");
    }

    @Test
    void backLeadsToThePageBeforeAndTheEndToANewSession() {
        TransitionTable table = new TransitionTable(List.of(
                "StoriesOfTheDay OlderStories=1",
                "OlderStories ViewStory=1",
                "ViewStory ViewComment=1",
                "ViewComment End=1"));
        RubbosSession session = new RubbosSession(table, random);

        List<Step> steps = Stream.generate(session::nextRead).limit(5).toList();

        assertThat(steps).containsExactly(Step.FRONT_PAGE, Step.OLDER_PAGE, Step.THREAD, Step.POSTS, Step.FRONT_PAGE);
    }

    @Test
    void whoGoesBackSeesThePageAgain() {
        TransitionTable table = new TransitionTable(List.of("StoriesOfTheDay ViewStory=1", "ViewStory Back=1"));
        RubbosSession session = new RubbosSession(table, random);

        List<Step> steps = Stream.generate(session::nextRead).limit(4).toList();

        assertThat(steps).containsExactly(Step.FRONT_PAGE, Step.THREAD, Step.FRONT_PAGE, Step.THREAD);
    }

    @ParameterizedTest
    @EnumSource
    void visitorsReadAllThatIsCachedAndNeverWriteByThemselves(Behaviour behaviour) {
        Workload workload = behaviour.workload(random);
        Map<Kind, Integer> seen = new EnumMap<>(Kind.class);

        for (int i = 0; i < 20_000; i++) {
            seen.merge(workload.nextRead().kind(), 1, Integer::sum);
        }

        assertThat(seen).containsKeys(Kind.THREAD, Kind.LIST, Kind.CATEGORY).doesNotContainKey(Kind.WRITE);
    }
}
