package org.forumcache.server.demo;

import java.time.Clock;
import java.time.Duration;
import org.forumcache.ForumCacheService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Fills an empty database with the demo forum, once.
 *
 * <p>The forum is written in one transaction: whoever is killed while writing leaves nothing. Of several servers that
 * start on one empty database, one writes and the others wait for it. A shared cache may still hold pages of another
 * forum, under the same keys: everything in it is invalidated once the new one is there.
 */
@Component
class DemoInstaller {
    private static final Logger log = LoggerFactory.getLogger(DemoInstaller.class);
    private static final int WAITS = 120;
    private static final Duration WAIT = Duration.ofSeconds(1);

    private final DemoSettings settings;
    private final DemoRepository repository;
    private final TransactionTemplate transaction;
    private final ForumCacheService cache;
    private final Clock clock;
    private final RetryTemplate whileOthersWrite = new RetryTemplate(RetryPolicy.builder()
            .includes(DuplicateKeyException.class, ConcurrencyFailureException.class)
            .maxRetries(WAITS)
            .delay(WAIT)
            .build());

    DemoInstaller(
            DemoSettings settings,
            DemoRepository repository,
            TransactionTemplate transaction,
            ForumCacheService cache,
            Clock clock) {
        this.settings = settings;
        this.repository = repository;
        this.transaction = transaction;
        this.cache = cache;
        this.clock = clock;
    }

    /** Whether the database holds the demo forum, written now or in an earlier run, and it is wanted. */
    boolean install() {
        return repository.isWanted(settings) && Boolean.TRUE.equals(whileOthersWrite.invoke(this::isWrittenOrWrite));
    }

    private boolean isWrittenOrWrite() {
        if (repository.isWritten()) {
            return true;
        }
        if (!repository.isEmpty()) {
            log.info("No demo forum is written: the database is not empty.");
            return false;
        }
        write();
        return true;
    }

    private void write() {
        long began = System.nanoTime();
        DemoForum forum = new DemoForum(Script.load(), settings.threads(), clock.instant());
        Integer posts = transaction.execute(status -> repository.write(forum));
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        log.info(
                "Wrote a demo forum of {} threads with {} posts in {} ms.", settings.threads(), posts, took.toMillis());
        cache.invalidateEverything();
    }
}
