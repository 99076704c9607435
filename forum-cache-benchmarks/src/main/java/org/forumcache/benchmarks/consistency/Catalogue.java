package org.forumcache.benchmarks.consistency;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.forumcache.EntryKey;
import org.forumcache.Invalidation;
import org.forumcache.ThreadListQuery;

/**
 * The threads and categories of a run, the registers that writes count up, and the pages that show them.
 *
 * <p>A register is a number that each write to it raises by one, in the order of the commits. A thread has two: one for what
 * its page and lists show, its category included, and one for its reactions, which only its page shows. A category has one.
 *
 * @param threads how many threads there are
 * @param categories how many categories there are; each but the first has the one before it as its parent
 */
record Catalogue(int threads, int categories) {
    /** Threads are dealt out to this many pages of every list by their numbers, so that a move shifts no others. */
    static final int LIST_PAGES = 2;

    /** The place of a deleted thread. */
    static final int NOWHERE = -1;

    /** The place where every thread is that is not deleted. */
    static final int ANYWHERE = -2;

    private static final List<String> ORDERS = List.of("newest", "oldest");

    int registers() {
        return 2 * threads + categories;
    }

    int listed(int thread) {
        return thread;
    }

    int reactions(int thread) {
        return threads + thread;
    }

    int category(int category) {
        return 2 * threads + category;
    }

    boolean isListed(int register) {
        return register < threads;
    }

    /** The register in words. */
    String name(int register) {
        if (isListed(register)) {
            return threadSlug(register);
        }
        return register < 2 * threads
                ? "reactions of " + threadSlug(register - threads)
                : categorySlug(register - 2 * threads);
    }

    static String threadSlug(int thread) {
        return "thread-" + thread;
    }

    static String categorySlug(int category) {
        return "category-" + category;
    }

    /** All pages there are; the number of each is its index. */
    List<Page> pages() {
        List<Page> pages = new ArrayList<>();
        IntStream.range(0, threads).forEach(thread -> pages.add(threadPage(pages.size(), thread)));
        IntStream.range(0, categories).forEach(category -> pages.add(categoryPage(pages.size(), category)));
        pages.add(overview(pages.size()));
        for (int place = ANYWHERE; place < categories; place++) {
            if (place != NOWHERE) {
                addLists(pages, place);
            }
        }
        return List.copyOf(pages);
    }

    private Page threadPage(int number, int thread) {
        int[] all = IntStream.range(0, categories).map(this::category).toArray();
        int[] registers = new int[2 + categories];
        registers[0] = listed(thread);
        registers[1] = reactions(thread);
        System.arraycopy(all, 0, registers, 2, categories);
        return new Page(number, EntryKey.thread(threadSlug(thread)), registers, ANYWHERE);
    }

    private Page categoryPage(int number, int category) {
        int[] registers =
                category == 0 ? new int[] {category(category)} : new int[] {category(category), category(category - 1)};
        return new Page(number, EntryKey.category(categorySlug(category)), registers, category);
    }

    private Page overview(int number) {
        int[] all = IntStream.range(0, categories).map(this::category).toArray();
        return new Page(number, EntryKey.category(Invalidation.ALL), all, ANYWHERE);
    }

    private void addLists(List<Page> pages, int place) {
        for (int page = 0; page < LIST_PAGES; page++) {
            for (String order : ORDERS) {
                pages.add(listPage(pages.size(), place, page, order));
            }
        }
    }

    private Page listPage(int number, int place, int page, String order) {
        String slug = place == ANYWHERE ? Invalidation.ALL : categorySlug(place);
        ThreadListQuery query = new ThreadListQuery(slug, page + 1, threads, Map.of("order", order));
        IntStream shown = IntStream.range(0, threads).filter(thread -> thread % LIST_PAGES == page);
        IntStream head = place == ANYWHERE ? IntStream.empty() : IntStream.of(category(place));
        return new Page(
                number,
                EntryKey.threadList(query),
                IntStream.concat(head, shown).toArray(),
                place);
    }
}
