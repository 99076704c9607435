package org.forumcache.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.forumcache.ForumCacheService;
import org.junit.jupiter.api.Test;
import org.springframework.dao.QueryTimeoutException;

class PendingInvalidationsTest {
    private final AtomicLong now = new AtomicLong();
    private final AtomicInteger counts = new AtomicInteger();
    private final PendingInvalidations pending = new PendingInvalidations(ForumCacheService.embedded(), now::get);

    private Backlog slowly() {
        counts.incrementAndGet();
        now.addAndGet(Duration.ofSeconds(5).toNanos());
        throw new QueryTimeoutException("too long");
    }

    @Test
    void tableThatCannotBeCountedInTimeIsNotCountedAgainAtOnce() {
        assertThatThrownBy(() -> pending.refresh(this::slowly)).isInstanceOf(QueryTimeoutException.class);

        pending.refresh(this::slowly);
        now.addAndGet(Duration.ofSeconds(99).toNanos());
        pending.refresh(this::slowly);

        assertThat(counts).hasValue(1);
    }
}
