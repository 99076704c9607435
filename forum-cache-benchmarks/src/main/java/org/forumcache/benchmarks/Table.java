package org.forumcache.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Rows of texts and numbers under a title. */
final class Table {
    private final String title;
    private final List<String> columns;
    private final List<List<Object>> rows = new ArrayList<>();

    Table(String title, List<String> columns) {
        if (Set.copyOf(columns).size() < columns.size()) {
            throw new IllegalArgumentException("two columns of " + title + " have the same name");
        }
        this.title = title;
        this.columns = columns;
    }

    /** Adds a row: a text or number for every column. */
    void row(Object... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(
                    cells.length + " cells do not fill the " + columns.size() + " columns of " + title);
        }
        rows.add(List.of(cells));
    }

    String markdown() {
        String rule = columns.stream().map(column -> "---").collect(Collectors.joining("|"));
        StringBuilder text = new StringBuilder("**" + title + "**\n\n");
        text.append(line(columns)).append('|').append(rule).append("|\n");
        rows.forEach(row -> text.append(line(row)));
        return text.toString();
    }

    private static String line(List<?> cells) {
        return cells.stream().map(Table::text).collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    /** A number as people read it: three significant digits, or all digits before the point. */
    static String text(Object cell) {
        if (!(cell instanceof Number number)) {
            return cell.toString();
        }
        double value = number.doubleValue();
        double size = Math.abs(value);
        if (value == Math.rint(value) || size >= 100) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return String.format(Locale.ROOT, size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f", value);
    }

    /** The table as JSON: its title, and each row as an object whose fields are the columns. */
    Map<String, Object> fields() {
        List<Map<String, Object>> objects = rows.stream().map(this::object).toList();
        return Map.of("title", title, "rows", objects);
    }

    private Map<String, Object> object(List<Object> row) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            object.put(columns.get(i), row.get(i));
        }
        return object;
    }
}
