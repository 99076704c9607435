package org.forumcache.benchmarks.consistency;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/** Reads pages from the database, as slowly as it is told to. For any thread. */
final class PageLoader {
    /** A document is an object with one field: the versions of its page's registers, in their order. */
    private static final String FIELD = "versions";

    /** Every fourth load takes a while, as those of a busy database do. */
    private static final int USUAL_ODDS = 4;

    private static final int USUAL_PAUSE_NANOS = 4_000_000;
    private static final int SLEEP_ODDS = 20;

    private final Catalogue catalogue;
    private final JdbcTemplate database;
    private volatile long sleepNanos;

    PageLoader(Catalogue catalogue, JdbcTemplate database) {
        this.catalogue = catalogue;
        this.database = database;
    }

    /** From now on some loads sleep that long after they have read; with zero none do. */
    void sleep(long nanos) {
        sleepNanos = nanos;
    }

    /** The page's document; empty if it is the page of a thread that is deleted. */
    Optional<Map<String, int[]>> load(Page page) {
        int[] versions = switch (page.kind()) {
            case THREAD -> thread(page);
            case LIST -> list(page);
            case CATEGORY -> categories(page);
        };
        linger();
        return versions[0] == Page.ABSENT ? Optional.empty() : Optional.of(Map.of(FIELD, versions));
    }

    private void linger() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        if (random.nextInt(USUAL_ODDS) == 0) {
            Pause.nanos(random.nextInt(USUAL_PAUSE_NANOS));
        }
        if (sleepNanos > 0 && random.nextInt(SLEEP_ODDS) == 0) {
            Pause.nanos(sleepNanos);
        }
    }

    private int[] thread(Page page) {
        int[] versions = page.absent();
        query(
                row -> {
                    versions[0] = row.getInt(1);
                    versions[1] = row.getInt(2);
                    versions[2 + row.getInt(3)] = row.getInt(4);
                },
                "select t.listed, t.reactions, c.id, c.version from thread t join category c on c.id = t.category"
                        + " where t.id = ?",
                page.register(0));
        return versions;
    }

    private int[] list(Page page) {
        int[] versions = new int[page.size()];
        for (int slot = 0; slot < page.size(); slot++) {
            if (catalogue.isListed(page.register(slot))) {
                versions[slot] = Page.ABSENT;
            } else {
                versions[slot] = categoryVersion(page.place());
            }
        }
        query(
                row -> {
                    int slot = page.slot(catalogue.listed(row.getInt(1)));
                    if (slot >= 0 && (page.place() == Catalogue.ANYWHERE || page.place() == row.getInt(3))) {
                        versions[slot] = row.getInt(2);
                    }
                },
                "select id, listed, category from thread where category is not null");
        return versions;
    }

    private int categoryVersion(int category) {
        int[] version = new int[1];
        query(row -> version[0] = row.getInt(1), "select version from category where id = ?", category);
        return version[0];
    }

    private int[] categories(Page page) {
        int[] versions = new int[page.size()];
        query(
                row -> {
                    int slot = page.slot(catalogue.category(row.getInt(1)));
                    if (slot >= 0) {
                        versions[slot] = row.getInt(2);
                    }
                },
                "select id, version from category");
        return versions;
    }

    private void query(RowCallbackHandler eachRow, String sql, Object... arguments) {
        database.query(sql, eachRow, arguments);
    }
}
