package org.forumcache.benchmarks;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;

/**
 * Charts as files of the format SVG, all of one look: dark on a white ground of their own, so that they can be read on
 * pages of any colour, in hues that people who see colours differently can tell apart.
 */
final class Svg {
    static final int WIDTH = 860;
    static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);

    private static final Color INK = new Color(0x24292f);
    private static final Color GRID = new Color(0xd8dee4);
    /** Okabe and Ito's, without yellow, which white swallows. */
    private static final Color[] HUES = {
        new Color(0x0072b2),
        new Color(0xe69f00),
        new Color(0x009e73),
        new Color(0xcc79a7),
        new Color(0x56b4e9),
        new Color(0xd55e00),
        new Color(0x57606a)
    };

    private static final Pattern DOCTYPE = Pattern.compile("<!DOCTYPE[^>]*>\\s*");
    private static final Pattern DIGITS = Pattern.compile("(\\.\\d)\\d+");
    private static final Pattern ROOT = Pattern.compile("<svg([^>]*)>");

    static {
        // No window is ever opened; must be said before the first font is measured.
        System.setProperty("java.awt.headless", "true");
    }

    private Svg() {}

    /** Gives a chart that look. */
    static void style(AxesChartStyler styler) {
        styler.setChartBackgroundColor(Color.WHITE)
                .setPlotBackgroundColor(Color.WHITE)
                .setPlotBorderVisible(false)
                .setChartFontColor(INK)
                .setSeriesColors(HUES)
                .setBaseFont(FONT)
                .setChartTitleFont(FONT.deriveFont(Font.BOLD, 14))
                .setLegendFont(FONT)
                .setLegendBorderColor(Color.WHITE)
                .setLegendPosition(LegendPosition.OutsideS)
                .setLegendLayout(LegendLayout.Horizontal)
                .setAntiAlias(true);
        styler.setAxisTickLabelsFont(FONT)
                .setAxisTitleFont(FONT)
                .setAxisTickLabelsColor(INK)
                // Dashes would be drawn one by one, and be most of the file.
                .setPlotGridLinesStroke(new BasicStroke(1))
                .setPlotGridLinesColor(GRID);
    }

    /** The chart as a document with a title and a description in words. */
    static String of(Chart chart) {
        String words =
                "<title>" + escaped(chart.title()) + "</title>\n  <desc>" + escaped(chart.description()) + "</desc>";
        String small = DOCTYPE.matcher(drawn(chart)).replaceFirst("");
        // A tenth of a pixel is more than anybody sees; the rest is half of the file.
        String rounded = DIGITS.matcher(small).replaceAll("$1");
        return ROOT.matcher(rounded)
                .replaceFirst(
                        found -> Matcher.quoteReplacement("<svg role=\"img\"" + found.group(1) + ">\n  " + words));
    }

    private static String drawn(Chart chart) {
        try {
            return new String(ChartEncoder.getBytes(chart.drawing(), "svg"), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot draw " + chart.title(), e);
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
