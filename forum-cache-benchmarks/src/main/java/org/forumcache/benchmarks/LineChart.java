package org.forumcache.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.internal.chartpart.IChart;

/** Lines through points. For one thread. */
final class LineChart implements Chart {
    private static final int HEIGHT = 400;

    private final String title;
    private final Axis across;
    private final Axis up;
    private final List<Line> lines = new ArrayList<>();

    /** How an axis counts. */
    enum Scale {
        LINEAR,
        /** For values above zero. */
        LOGARITHMIC
    }

    /** What an axis shows. */
    record Axis(String title, Scale scale) {}

    private record Line(String label, List<? extends Number> across, List<? extends Number> up) {}

    LineChart(String title, Axis across, Axis up) {
        this.title = title;
        this.across = across;
        this.up = up;
    }

    /** Adds a line through at least one point. */
    LineChart with(String label, List<? extends Number> pointsAcross, List<? extends Number> pointsUp) {
        if (pointsAcross.size() != pointsUp.size() || pointsUp.isEmpty()) {
            throw new IllegalArgumentException(
                    label + " has " + pointsAcross.size() + " places and " + pointsUp.size() + " values in " + title);
        }
        lines.add(new Line(label, List.copyOf(pointsAcross), List.copyOf(pointsUp)));
        return this;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String description() {
        StringJoiner text = new StringJoiner("; ", "Lines, " + up.title() + " over " + across.title() + ": ", ".");
        for (Line line : lines) {
            int last = line.up().size() - 1;
            text.add(line.label() + " from " + Table.text(line.up().get(0)) + " at "
                    + Table.text(line.across().get(0)) + " to "
                    + Table.text(line.up().get(last)) + " at "
                    + Table.text(line.across().get(last)));
        }
        return text.toString();
    }

    @Override
    public IChart drawing() {
        XYChart chart = new XYChartBuilder()
                .width(Svg.WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle(across.title())
                .yAxisTitle(up.title())
                .build();
        Svg.style(chart.getStyler());
        chart.getStyler()
                .setXAxisLogarithmic(across.scale() == Scale.LOGARITHMIC)
                .setYAxisLogarithmic(up.scale() == Scale.LOGARITHMIC)
                .setXAxisTickLabelsFormattingFunction(Table::text)
                .setYAxisTickLabelsFormattingFunction(Table::text);
        if (up.scale() == Scale.LINEAR) {
            chart.getStyler().setYAxisMin(0.0);
        }
        lines.forEach(line -> chart.addSeries(line.label(), line.across(), line.up()));
        return chart;
    }
}
