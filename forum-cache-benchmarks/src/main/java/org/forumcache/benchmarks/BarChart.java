package org.forumcache.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.knowm.xchart.HorizontalBarChart;
import org.knowm.xchart.HorizontalBarChartBuilder;
import org.knowm.xchart.internal.chartpart.IChart;

/** Lying bars: a group for every name, and in it a bar for every series. For one thread. */
final class BarChart implements Chart {
    private static final int AROUND = 110;
    private static final int BAR = 24;

    private final String title;
    private final String unit;
    private final List<String> names;
    private final List<Series> series = new ArrayList<>();

    private record Series(String label, List<? extends Number> values) {}

    /**
     * A chart without bars.
     *
     * @param unit what the length of a bar says
     * @param names of the groups, from top to bottom
     */
    BarChart(String title, String unit, List<String> names) {
        this.title = title;
        this.unit = unit;
        this.names = List.copyOf(names);
    }

    /** Adds a bar to every group. */
    BarChart with(String label, List<? extends Number> values) {
        if (values.size() != names.size()) {
            throw new IllegalArgumentException(
                    values.size() + " values of " + label + " do not fit the " + names.size() + " names of " + title);
        }
        series.add(new Series(label, List.copyOf(values)));
        return this;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String description() {
        StringJoiner text = new StringJoiner("; ", "Bars, " + unit + ": ", ".");
        for (int i = 0; i < names.size(); i++) {
            for (Series bars : series) {
                String label = series.size() == 1 ? "" : " (" + bars.label() + ")";
                text.add(names.get(i) + label + " " + Table.text(bars.values().get(i)));
            }
        }
        return text.toString();
    }

    @Override
    public IChart drawing() {
        HorizontalBarChart chart = new HorizontalBarChartBuilder()
                .width(Svg.WIDTH)
                .height(AROUND + BAR * names.size() * series.size())
                .title(title)
                .xAxisTitle(unit)
                .build();
        Svg.style(chart.getStyler());
        chart.getStyler()
                .setLabelsVisible(true)
                .setLabelsFont(Svg.FONT)
                .setXAxisTickLabelsFormattingFunction(Table::text)
                .setXAxisMin(0.0)
                // Or names that are close to each other are left out.
                .setYAxisTickMarkSpacingHint(BAR / 2)
                .setLegendVisible(series.size() > 1);
        series.forEach(bars -> chart.addSeries(bars.label(), bars.values(), names));
        return chart;
    }
}
