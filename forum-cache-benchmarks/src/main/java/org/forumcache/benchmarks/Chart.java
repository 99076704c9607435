package org.forumcache.benchmarks;

import org.knowm.xchart.internal.chartpart.IChart;

/** A picture of figures that a table shows as well: {@link BarChart bars} or {@link LineChart lines}. */
interface Chart {

    String title();

    /** What can be seen, in words, for those who cannot see it. */
    String description();

    /** What XChart draws. */
    IChart drawing();
}
