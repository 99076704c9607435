package org.forumcache.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The figures of one run of a command. For one thread. */
final class Report {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** How a page begins that may be written anew. */
    private static final String ORIGIN =
            "<!-- Written by the command of this name; run it again instead of editing. -->\n";

    private final String command;
    private final String arguments;
    private final Machine machine;
    private final List<Table> tables = new ArrayList<>();
    private final List<Chart> charts = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    /** Tables and charts in the order in which they were added; only a page shows the latter. */
    private final List<Supplier<String>> body = new ArrayList<>();

    private final List<Target> targets = new ArrayList<>();
    private final Map<String, Object> attachments = new LinkedHashMap<>();

    /** A figure and what it has to be. */
    private record Target(String figure, double value, String wanted, boolean met) {}

    /**
     * A report without figures.
     *
     * @param arguments the command line
     */
    Report(String command, String arguments, Machine machine) {
        this.command = command;
        this.arguments = arguments;
        this.machine = machine;
    }

    /** Adds an empty table. */
    Table table(String title, String... columns) {
        Table table = new Table(title, List.of(columns));
        tables.add(table);
        body.add(table::markdown);
        return table;
    }

    /** Adds a chart, complete already. */
    void chart(Chart chart) {
        charts.add(chart);
        String image = "![" + alternative(chart) + "](" + fileOf(charts.size()) + ")\n";
        body.add(() -> image);
    }

    private static String alternative(Chart chart) {
        return (chart.title() + ". " + chart.description()).replace("[", "(").replace("]", ")");
    }

    private String fileOf(int number) {
        return command + "-" + number + ".svg";
    }

    /** Adds a paragraph about how to read the figures. */
    void note(String paragraph) {
        notes.add(paragraph);
    }

    void atMost(String figure, double value, double bound) {
        targets.add(new Target(figure, value, "at most " + Table.text(bound), value <= bound));
    }

    void atLeast(String figure, double value, double bound) {
        targets.add(new Target(figure, value, "at least " + Table.text(bound), value >= bound));
    }

    void below(String figure, double value, double bound) {
        targets.add(new Target(figure, value, "below " + Table.text(bound), value < bound));
    }

    /** Adds what only programs read. */
    void attach(String field, Object value) {
        attachments.put(field, value);
    }

    /** Whether all targets were met. */
    boolean isMet() {
        return targets.stream().allMatch(Target::met);
    }

    /** For people. */
    String markdown() {
        StringBuilder text = new StringBuilder();
        text.append("## ").append(command).append("\n\n`java -jar forum-cache-benchmarks.jar ");
        text.append(arguments).append("`\n\n");
        text.append(machine).append(load()).append("\n");
        tables.forEach(table -> text.append('\n').append(table.markdown()));
        if (!targets.isEmpty()) {
            text.append('\n').append(targetTable().markdown());
        }
        notes.forEach(note -> text.append('\n').append(note).append('\n'));
        return text.toString();
    }

    /**
     * A page of the documentation: what {@link #markdown} says, targets first, and the charts.
     *
     * @param purpose what the command measures
     */
    String page(String purpose) {
        StringBuilder text = new StringBuilder(ORIGIN).append("\n# `").append(command);
        text.append("`\n\n").append(purpose).append("\n\n```\njava -jar forum-cache-benchmarks.jar ");
        text.append(arguments)
                .append("\n```\n\n")
                .append(machine)
                .append(load())
                .append(".\n");
        notes.forEach(note -> text.append('\n').append(note).append('\n'));
        if (!targets.isEmpty()) {
            text.append('\n').append(targetTable().markdown());
        }
        body.forEach(part -> text.append('\n').append(part.get()));
        return text.toString();
    }

    private String load() {
        return String.format(
                Locale.ROOT, "; load average %.1f before and %.1f after", machine.load(), Machine.currentLoad());
    }

    private Table targetTable() {
        Table table = new Table("Targets", List.of("figure", "value", "target", "met"));
        targets.forEach(target -> table.row(target.figure, target.value, target.wanted, target.met ? "yes" : "no"));
        return table;
    }

    /** For programs. */
    String json() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("command", command);
        fields.put("arguments", arguments);
        fields.put("machine", machine);
        fields.put("loadAfter", Machine.currentLoad());
        fields.put("tables", tables.stream().map(Table::fields).toList());
        fields.put("targets", targets);
        fields.put("notes", notes);
        fields.putAll(attachments);
        return JSON.writeValueAsString(fields);
    }

    /**
     * Writes {@link #page}, {@link #json} and the charts into a folder, which is made if it is missing.
     *
     * @throws IllegalArgumentException if there is a page of that name that was not written so
     */
    Path writePage(Path folder, String purpose) {
        Path page = folder.resolve(command + ".md");
        try {
            if (Files.exists(page) && !Files.readString(page).startsWith(ORIGIN)) {
                throw new IllegalArgumentException(page + " was not written by a command; name another folder");
            }
            write(folder);
            for (int i = 0; i < charts.size(); i++) {
                Files.writeString(folder.resolve(fileOf(i + 1)), Svg.of(charts.get(i)));
            }
            return Files.writeString(page, page(purpose));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the page into " + folder, e);
        }
    }

    /** Writes {@link #json} into a folder, which is made if it is missing. */
    Path write(Path folder) {
        try {
            return Files.writeString(Files.createDirectories(folder).resolve(command + ".json"), json());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the report into " + folder, e);
        }
    }
}
