package org.forumcache.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.forumcache.model.Setting.Lookup;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The explorer against an independent one, written in Python for the list protocol without faults. */
class ExplorerTest {

    @ParameterizedTest
    @CsvSource({
        "TOGETHER, 1, 1227", "GENERATION_FIRST, 1, 1504", "ENTRY_FIRST, 1, 1576",
        "TOGETHER, 2, 26805", "GENERATION_FIRST, 2, 32305", "ENTRY_FIRST, 2, 32045"
    })
    void reachesAsManyStatesAsAnIndependentModel(Lookup lookup, int writers, int states) {
        Outcome outcome = Explorer.exploreEachState(ours(lookup, writers, 0, 0));

        assertThat(outcome).isEqualTo(new Outcome(states, List.of()));
    }

    @ParameterizedTest
    @CsvSource({"1, 1454", "2, 31523"})
    void reachesAsManyStatesInTwoProcesses(int writers, int states) {
        Outcome outcome = Explorer.exploreEachState(ours(Lookup.GENERATION_FIRST, writers, 0, 1));

        assertThat(outcome).isEqualTo(new Outcome(states, List.of()));
    }

    @ParameterizedTest
    @EnumSource(
            names = {"FLIGHT_JOINED_BY_KEY", "LEASE_WITHOUT_GENERATION", "TOKEN_AFTER_SNAPSHOT", "UNCONDITIONAL_FILL"})
    void failsWhereTheIndependentModelFails(Weakness weakness) {
        Setting setting = new Setting(Lookup.TOGETHER, Set.of(weakness), Fault.NONE, 1, 0, 0);

        assertThat(Explorer.exploreEachState(RedisModel.inSmallSteps(setting)).holds())
                .isFalse();
        assertThat(Explorer.explore(RedisModel.of(setting)).holds()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"ENTRY_EVICTED", "GENERATION_EVICTED", "OLD_STATE", "WRITER_DIES", "CUT_OFF"})
    void findsTheSameInLargeStepsUnderOneNameAsInSmallOnesUnderAll(Fault fault) {
        for (Weakness weakness : EnumSet.of(Weakness.COUNTER_GENERATION, Weakness.NO_SERVER_IDENTITY)) {
            Setting setting = new Setting(Lookup.TOGETHER, Set.of(weakness), fault, 1, 0, 1);

            Outcome small = Explorer.exploreEachState(RedisModel.inSmallSteps(setting));
            Outcome large = Explorer.explore(RedisModel.of(setting));

            assertThat(large.holds()).isEqualTo(small.holds());
            assertThat(large.states()).isLessThan(small.states());
        }
    }

    private static Model ours(Lookup lookup, int writers, int... processes) {
        return RedisModel.inSmallSteps(new Setting(lookup, Set.of(), Fault.NONE, writers, processes));
    }
}
