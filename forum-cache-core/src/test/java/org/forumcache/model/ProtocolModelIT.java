package org.forumcache.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.forumcache.model.ProtocolTable.Cell;
import org.forumcache.model.Setting.Lookup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The promise in every interleaving of two writers, three readers and a fault: ours keeps it, and without any one of its
 * rules it does not.
 *
 * <p>With {@code -Dforumcache.docs.write=true} the results are written into the documentation; otherwise the
 * documentation must say what was found.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProtocolModelIT {
    private static final Path DOCS = Path.of("..", "docs");
    private static final String BEGIN = "<!-- Written by ProtocolModelIT: begin -->\n";
    private static final String END = "<!-- Written by ProtocolModelIT: end -->\n";

    private final Map<Cell, Outcome> outcomes = new HashMap<>();

    private Outcome outcome(Cell cell) {
        return outcomes.computeIfAbsent(cell, Cell::explore);
    }

    static Stream<Cell> cells() {
        return ProtocolTable.all().stream().flatMap(table -> table.cells().stream());
    }

    @ParameterizedTest
    @MethodSource("cells")
    void keepsThePromiseWhereItMustAndBreaksItWhereItMust(Cell cell) {
        Outcome outcome = outcome(cell);

        assertThat(outcome.counterexample().isEmpty())
                .as("%s: after %d states %s", cell, outcome.states(), outcome.counterexample())
                .isEqualTo(!cell.mustFail());
    }

    @Test
    void everyRuleIsNeeded() {
        Stream<ProtocolTable.Row> weakened = ProtocolTable.all().stream()
                .flatMap(table -> table.rows().stream())
                .filter(row -> !row.isOurs());

        assertThat(weakened).allSatisfy(row -> assertThat(row.fails()).isNotEmpty());
    }

    @ParameterizedTest
    @CsvSource({"TOGETHER, 1264919"})
    void reachesAsManyStatesAsAnIndependentModel(Lookup lookup, int states) {
        Setting setting = new Setting(lookup, Set.of(), Fault.NONE, 2, 0, 0, 0);

        Outcome outcome = Explorer.exploreEachState(RedisModel.inSmallSteps(setting));

        assertThat(outcome).isEqualTo(new Outcome(states, List.of()));
    }

    @Test
    void documentationShowsWhatTheModelFound() throws IOException {
        cells().forEach(this::outcome);
        ModelReport report = new ModelReport(outcomes);

        check(DOCS.resolve("consistency.md"), report.tables());
        check(DOCS.resolve("model-counterexamples.md"), report.counterexamples());
    }

    private static void check(Path page, String generated) throws IOException {
        String text = Files.readString(page);
        int from = text.indexOf(BEGIN) + BEGIN.length();
        int to = text.indexOf(END);
        assertThat(to).as("the marks in %s", page).isGreaterThan(from);

        if (Boolean.getBoolean("forumcache.docs.write")) {
            Files.write(page, (text.substring(0, from) + generated + text.substring(to)).getBytes(UTF_8));
        }

        assertThat(Files.readString(page).substring(from))
                .as("%s: run this test with -Dforumcache.docs.write=true", page)
                .startsWith(generated + END);
    }
}
