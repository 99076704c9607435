package org.forumcache.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.forumcache.model.ProtocolTable.Cell;
import org.forumcache.model.ProtocolTable.Row;

/** The outcomes as the documentation shows them, in Markdown. */
final class ModelReport {
    private final Map<Cell, Outcome> outcomes;

    ModelReport(Map<Cell, Outcome> outcomes) {
        this.outcomes = outcomes;
    }

    /** One table after the other: the number of states where a protocol holds, of steps where it fails. */
    String tables() {
        StringBuilder text = new StringBuilder();
        for (ProtocolTable table : ProtocolTable.all()) {
            List<String> titles = table.faults().stream().map(Fault::title).toList();
            text.append("\n**").append(table.title()).append(".**\n\n");
            text.append("| protocol | ").append(String.join(" | ", titles)).append(" |\n");
            text.append("|---|").append("---:|".repeat(titles.size())).append('\n');
            table.rows().forEach(row -> text.append(line(table, row)));
        }
        return text.append('\n').toString();
    }

    private String line(ProtocolTable table, Row row) {
        List<String> cells = new ArrayList<>();
        for (Fault fault : table.faults()) {
            Outcome outcome = outcomes.get(new Cell(table, row, fault));
            cells.add(outcome == null ? "–" : text(outcome));
        }
        return "| " + row.name() + " | " + String.join(" | ", cells) + " |\n";
    }

    private static String text(Outcome outcome) {
        return outcome.holds()
                ? String.format(Locale.ROOT, "✓ %,d", outcome.states())
                : "✗ " + outcome.counterexample().size();
    }

    /** For each protocol that fails, a shortest way to make it fail. */
    String counterexamples() {
        StringBuilder text = new StringBuilder();
        for (ProtocolTable table : ProtocolTable.all()) {
            text.append("\n## ").append(table.title().replace("⁴", "")).append('\n');
            table.rows().forEach(row -> text.append(counterexample(table, row)));
        }
        return text.append('\n').toString();
    }

    private String counterexample(ProtocolTable table, Row row) {
        for (Fault fault : table.faults()) {
            Outcome outcome = outcomes.get(new Cell(table, row, fault));
            if (outcome != null && !outcome.holds()) {
                StringBuilder text = new StringBuilder("\n### " + row.name().replace("**", "") + "\n\n");
                text.append("Fault: ")
                        .append(fault.title().replaceAll("[¹²³]", ""))
                        .append(".\n\n");
                outcome.counterexample()
                        .forEach(step -> text.append("1. ").append(step).append('\n'));
                return text.toString();
            }
        }
        return "";
    }
}
