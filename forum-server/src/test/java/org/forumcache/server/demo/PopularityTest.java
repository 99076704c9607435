package org.forumcache.server.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PopularityTest {

    @ParameterizedTest
    @ValueSource(ints = {500, 2_000, 100_000})
    void theTopHundredthGetsATenthOfTheViewsAndTheTopTenthAlmostFourTenths(int threads) {
        long[] views = views(threads);
        double all = LongStream.of(views).sum();

        double topHundredth = LongStream.of(views).limit(threads / 100).sum() / all;
        double topTenth = LongStream.of(views).limit(threads / 10).sum() / all;

        assertThat(topHundredth).isBetween(0.08, 0.12);
        assertThat(topTenth).isBetween(0.35, 0.42);
    }

    @ParameterizedTest
    @ValueSource(ints = {600, 2_000, 100_000})
    void threadsHaveTwoToAHundredAndFiftyPostsAndEightToTenOnAverage(int threads) {
        Popularity popularity = new Popularity(threads);
        int[] posts = IntStream.rangeClosed(1, threads).map(popularity::posts).toArray();

        assertThat(posts[0]).isEqualTo(150);
        assertThat(posts[threads - 1]).isGreaterThanOrEqualTo(2);
        assertThat(IntStream.of(posts).average().orElseThrow()).isBetween(8.0, 10.0);
    }

    @Test
    void nobodyIsMorePopularThanSomebodyOfALowerRank() {
        assertThat(views(1_000)).isSortedAccordingTo((one, other) -> Long.compare(other, one));
    }

    @Test
    void aForumOfOneThreadHasAPopularOne() {
        Popularity popularity = new Popularity(1);

        assertThat(popularity.interest(1)).isEqualTo(1);
        assertThat(popularity.posts(1)).isEqualTo(10);
    }

    private static long[] views(int threads) {
        Popularity popularity = new Popularity(threads);
        return IntStream.rangeClosed(1, threads).mapToLong(popularity::views).toArray();
    }
}
