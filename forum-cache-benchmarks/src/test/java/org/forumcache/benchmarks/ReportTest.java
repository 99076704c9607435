package org.forumcache.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportTest {
    private final Report report = new Report("some-command", "some-command --seconds 1", Machine.now("7.0.15"));

    @Test
    void markdownShowsTheCommandTheMachineAndEveryRow() {
        report.table("Hits", "operation", "per second").row("GET", 12_345.6);

        assertThat(report.markdown())
                .contains("`java -jar forum-cache-benchmarks.jar some-command --seconds 1`")
                .contains("Redis 7.0.15")
                .contains("**Hits**\n\n| operation | per second |\n|---|---|\n| GET | 12,346 |\n");
    }

    @Test
    void targetsSayWhetherTheyAreMet() {
        report.atLeast("ratio", 0.849, 0.85);
        report.below("growth", 1.1, 1.5);

        assertThat(report.markdown())
                .contains("| ratio | 0.849 | at least 0.850 | no |")
                .contains("| growth | 1.10 | below 1.50 | yes |");
    }

    @Test
    void jsonHoldsFullNumbersUnderTheNamesOfTheColumns() {
        report.table("Hits", "operation", "per second").row("GET", 12_345.6);
        report.atLeast("ratio", 0.9, 0.85);

        JsonNode json = JsonMapper.shared().readTree(report.json());

        assertThat(json.at("/tables/0/rows/0/per second").asDouble()).isEqualTo(12_345.6);
        assertThat(json.at("/targets/0/met").asBoolean()).isTrue();
        assertThat(json.at("/machine/redis").asString()).isEqualTo("7.0.15");
    }

    @Test
    void aRowThatDoesNotFillTheColumnsIsRefused() {
        Table table = report.table("Hits", "operation", "per second");

        assertThatThrownBy(() -> table.row("GET")).hasMessageContaining("1 cells do not fill the 2 columns of Hits");
    }

    @Test
    void twoColumnsOfOneNameAreRefused() {
        assertThatThrownBy(() -> report.table("Hits", "per second", "per second"))
                .hasMessageContaining("two columns of Hits");
    }
}
