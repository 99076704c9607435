package org.forumcache.server.category;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.forumcache.Invalidation;
import org.forumcache.server.Writes;
import org.forumcache.server.category.CategoryRepository.Counts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Refreshes how many threads and posts the categories show, once a minute. Only a category whose counts changed is
 * written and invalidated.
 */
@Component
public class CategoryCounts {
    private static final Logger log = LoggerFactory.getLogger(CategoryCounts.class);

    private final CategoryRepository repository;
    private final Writes writes;
    private final ApplicationEventPublisher events;

    CategoryCounts(CategoryRepository repository, Writes writes, ApplicationEventPublisher events) {
        this.repository = repository;
        this.writes = writes;
        this.events = events;
    }

    @Scheduled(fixedDelay = 60, initialDelay = 60, timeUnit = TimeUnit.SECONDS)
    void refreshOnSchedule() {
        try {
            refresh();
        } catch (DataAccessException | TransactionException e) {
            log.warn("Category counts were not refreshed; the next minute tries again: {}", e.getMessage());
        }
    }

    /** Refreshes the counts now. */
    public void refresh() {
        List<Counts> outdated = repository.outdatedCounts();
        if (outdated.isEmpty()) {
            return;
        }
        writes.run(() -> outdated.forEach(counts -> {
            repository.store(counts);
            events.publishEvent(Invalidation.category(counts.slug()));
        }));
    }
}
