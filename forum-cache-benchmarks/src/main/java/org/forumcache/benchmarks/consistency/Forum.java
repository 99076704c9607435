package org.forumcache.benchmarks.consistency;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.forumcache.ForumEvent;
import org.forumcache.benchmarks.consistency.Write.Change;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The forum's writes as its database sees them, to be called inside a transaction. Each locks the row it raises until the
 * commit, so that versions are in the order of commits.
 */
final class Forum {
    private final Catalogue catalogue;
    private final JdbcTemplate database;
    private final ApplicationEventPublisher events;

    Forum(Catalogue catalogue, JdbcTemplate database, ApplicationEventPublisher events) {
        this.catalogue = catalogue;
        this.database = database;
        this.events = events;
    }

    /** Fills an empty database: every version is 1, and threads are dealt out to the categories. */
    static void create(Catalogue catalogue, JdbcTemplate database) {
        for (int category = 0; category < catalogue.categories(); category++) {
            database.update("insert into category values (?, 1)", category);
        }
        for (int thread = 0; thread < catalogue.threads(); thread++) {
            database.update("insert into thread values (?, 1, 1, ?)", thread, firstPlace(catalogue, thread));
        }
    }

    static int firstPlace(Catalogue catalogue, int thread) {
        return thread % catalogue.categories();
    }

    /** Makes any one change; empty if it found nothing to change. */
    Optional<Change> change(Random random) {
        int thread = random.nextInt(catalogue.threads());
        int category = random.nextInt(catalogue.categories());
        int dice = random.nextInt(100);
        if (dice < 10) {
            return Optional.of(editCategory(category));
        } else if (dice < 30) {
            return react(thread);
        } else if (dice < 50) {
            return Optional.of(place(thread, category));
        } else if (dice < 60) {
            return remove(thread);
        }
        return edit(thread, dice);
    }

    private Change editCategory(int category) {
        int version = one("update category set version = version + 1 where id = ? returning version", category);
        // All threads, not its own only: the page of one that has just left may still be cached, and names it.
        Set<String> threads = IntStream.range(0, catalogue.threads())
                .mapToObj(Catalogue::threadSlug)
                .collect(Collectors.toSet());
        Set<String> children =
                category + 1 == catalogue.categories() ? Set.of() : Set.of(Catalogue.categorySlug(category + 1));
        events.publishEvent(new ForumEvent.CategoryEdited(Catalogue.categorySlug(category), threads, children));
        return new Change(catalogue.category(category), version, category, category);
    }

    private Optional<Change> react(int thread) {
        List<Integer> version = ints(
                "update thread set reactions = reactions + 1 where id = ? and category is not null"
                        + " returning reactions",
                thread);
        if (version.isEmpty()) {
            return Optional.empty();
        }
        events.publishEvent(new ForumEvent.ReactionAdded(Catalogue.threadSlug(thread)));
        return Optional.of(
                new Change(catalogue.reactions(thread), version.get(0), Catalogue.NOWHERE, Catalogue.NOWHERE));
    }

    /** Creates the thread in the category if it is deleted, and moves it there otherwise. */
    private Change place(int thread, int category) {
        Optional<Integer> from = lock(thread);
        int version = one(
                "update thread set listed = listed + 1, category = ? where id = ? returning listed", category, thread);
        String slug = Catalogue.threadSlug(thread);
        String to = Catalogue.categorySlug(category);
        events.publishEvent(
                from.isEmpty()
                        ? new ForumEvent.ThreadCreated(slug, to)
                        : new ForumEvent.ThreadMoved(slug, Catalogue.categorySlug(from.get()), to));
        return new Change(catalogue.listed(thread), version, from.orElse(Catalogue.NOWHERE), category);
    }

    private Optional<Change> remove(int thread) {
        Optional<Integer> from = lock(thread);
        if (from.isEmpty()) {
            return Optional.empty();
        }
        int version =
                one("update thread set listed = listed + 1, category = null where id = ? returning listed", thread);
        events.publishEvent(
                new ForumEvent.ThreadDeleted(Catalogue.threadSlug(thread), Catalogue.categorySlug(from.get())));
        return Optional.of(new Change(catalogue.listed(thread), version, from.get(), Catalogue.NOWHERE));
    }

    private Optional<Change> edit(int thread, int dice) {
        Optional<Integer> in = lock(thread);
        if (in.isEmpty()) {
            return Optional.empty();
        }
        int version = one("update thread set listed = listed + 1 where id = ? returning listed", thread);
        String slug = Catalogue.threadSlug(thread);
        String category = Catalogue.categorySlug(in.get());
        events.publishEvent(
                dice % 2 == 0
                        ? new ForumEvent.ThreadEdited(slug, category)
                        : new ForumEvent.PostCreated(slug, category));
        return Optional.of(new Change(catalogue.listed(thread), version, in.get(), in.get()));
    }

    /** The category of the thread, of which nobody else can take it away now; empty if it is deleted. */
    private Optional<Integer> lock(int thread) {
        Integer category =
                database.queryForObject("select category from thread where id = ? for update", Integer.class, thread);
        return Optional.ofNullable(category);
    }

    private List<Integer> ints(String sql, Object... arguments) {
        return database.queryForList(sql, Integer.class, arguments);
    }

    private int one(String sql, Object... arguments) {
        return Objects.requireNonNull(database.queryForObject(sql, Integer.class, arguments));
    }
}
