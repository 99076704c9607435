package org.forumcache.server.demo;

/**
 * How popular the threads of a forum are, by rank: the law of Zipf and Mandelbrot.
 *
 * <p>The share of rank k falls like (k + q)<sup>-s</sup>. With s = 0.77 for views and q a hundredth of the threads, the
 * first hundredth of the threads gets about a tenth of all views and the first tenth almost four tenths, as was
 * measured on a real forum. Posts fall with s = 1, which gives a mean of about nine a thread at any size.
 */
record Popularity(int threads) {
    private static final double VIEWS_FALL = 0.77;
    private static final double POSTS_FALL = 1;
    private static final double KNEE = 0.01;
    private static final int MOST_VIEWS = 20_000;
    private static final int FEWEST_POSTS = 2;
    private static final int MOST_POSTS = 150;
    private static final int MOST_POSTS_PER_THREAD_THERE_IS = 10;

    /** How often the thread of this rank is looked at, compared with the first: above 0, at most 1. */
    double interest(int rank) {
        return share(rank, VIEWS_FALL);
    }

    /** The views of the thread of this rank; the first has rank 1. */
    long views(int rank) {
        return Math.round(MOST_VIEWS * interest(rank));
    }

    /** The posts of the thread of this rank, the opening one included. */
    int posts(int rank) {
        // A handful of threads has no crowd to fill them.
        int most = Math.min(MOST_POSTS, threads * MOST_POSTS_PER_THREAD_THERE_IS);
        return FEWEST_POSTS + (int) Math.round((most - FEWEST_POSTS) * share(rank, POSTS_FALL));
    }

    private double share(int rank, double fall) {
        double knee = threads * KNEE;
        return Math.pow((1 + knee) / (rank + knee), fall);
    }
}
