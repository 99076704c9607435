package org.forumcache.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.forumcache.benchmarks.LineChart.Axis;
import org.forumcache.benchmarks.LineChart.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChartTest {
    private final Chart bars = new BarChart("Hits & more", "ns per operation", List.of("Caffeine", "Forum Cache"))
            .with("1 thread", List.of(10, 20.5))
            .with("8 threads", List.of(30, 40));

    private final Chart lines = new LineChart(
                    "Invalidation", new Axis("keys", Scale.LOGARITHMIC), new Axis("ms", Scale.LOGARITHMIC))
            .with("ours", List.of(1_000, 10_000_000), List.of(0.25, 0.3));

    @Test
    void aPictureTellsInWordsWhatItShows() {
        assertThat(Svg.of(bars))
                .contains("<svg role=\"img\"")
                .contains("<title>Hits &amp; more</title>")
                .contains("<desc>Bars, ns per operation: Caffeine (1 thread) 10; Caffeine (8 threads) 30;"
                        + " Forum Cache (1 thread) 20.5; Forum Cache (8 threads) 40.</desc>");
        assertThat(Svg.of(lines)).contains("ours from 0.250 at 1,000 to 0.300 at 10,000,000");
    }

    @Test
    void aPictureIsSmallAndNeedsNothingFromOutside() {
        assertThat(List.of(Svg.of(bars), Svg.of(lines)))
                .allSatisfy(svg -> assertThat(svg)
                        .hasSizeLessThan(100_000)
                        .doesNotContain("DOCTYPE")
                        .contains("fill:rgb(255,255,255)"));
    }

    @Test
    void valuesThatDoNotFitAreRefused() {
        BarChart two = new BarChart("Hits", "ns", List.of("a", "b"));
        LineChart chart = new LineChart("Hits", new Axis("x", Scale.LINEAR), new Axis("y", Scale.LINEAR));

        assertThatThrownBy(() -> two.with("one", List.of(1))).hasMessageContaining("1 values of one");
        assertThatThrownBy(() -> chart.with("one", List.of(), List.of())).hasMessageContaining("one has 0 places");
    }

    @Test
    void aPageShowsItsChartsWhereTheyWereAdded(@TempDir Path folder) throws IOException {
        Report report = report();

        Path page = report.writePage(folder, "Hits of all kinds.");

        assertThat(Files.readString(page))
                .contains("# `some-command`\n\nHits of all kinds.\n")
                .contains("| GET | 12 |\n\n![Hits & more. Bars, ")
                .contains("](some-command-1.svg)\n\n**Last**");
        assertThat(folder.resolve("some-command-1.svg")).isNotEmptyFile();
        assertThat(folder.resolve("some-command.json")).isNotEmptyFile();
    }

    @Test
    void onlyPagesOfCommandsAreWrittenAnew(@TempDir Path folder) throws IOException {
        Report report = report();
        report.writePage(folder, "Hits.");
        report.writePage(folder, "Hits again.");
        Path page = Files.writeString(folder.resolve("some-command.md"), "# Written by hand");

        assertThatThrownBy(() -> report.writePage(folder, "Hits.")).hasMessageContaining("some-command.md was not");

        assertThat(page).hasContent("# Written by hand");
    }

    private Report report() {
        Report report = new Report("some-command", "some-command", Machine.withoutRedis());
        report.table("First", "operation", "per second").row("GET", 12);
        report.chart(bars);
        report.table("Last", "operation", "per second").row("SET", 13);
        return report;
    }
}
