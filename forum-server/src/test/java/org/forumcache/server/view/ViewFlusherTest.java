package org.forumcache.server.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.transaction.support.TransactionTemplate;

class ViewFlusherTest {
    private final ViewCounter counter = new ViewCounter(10_000);
    private final Store store = new Store();
    private final SimpleAsyncTaskScheduler scheduler = new SimpleAsyncTaskScheduler();
    private final ViewFlusher flusher =
            new ViewFlusher(counter, store, new ViewSettings(Duration.ofHours(1)), scheduler);

    @AfterEach
    void closeScheduler() {
        scheduler.close();
    }

    @Test
    void countedViewsAreWrittenOnce() {
        counter.viewed("ferns");
        counter.viewed("ferns");

        flusher.flush();
        flusher.flush();

        assertThat(store.batches).containsExactly(List.of(Map.entry("ferns", 2L)));
    }

    @Test
    void manyThreadsAreWrittenInBatchesInOneOrder() {
        IntStream.range(0, 1_200).forEach(i -> counter.viewed("t" + i));

        flusher.flush();

        assertThat(store.batches).extracting(List::size).containsExactly(500, 500, 200);
        assertThat(store.batches.stream().flatMap(List::stream).map(Map.Entry::getKey))
                .isSorted();
    }

    @Test
    void viewsThatTheDatabaseDidNotTakeAreWrittenLaterWithThoseThatCameMeanwhile() {
        counter.viewed("ferns");
        store.isAway = true;
        flusher.flush();
        counter.viewed("ferns");
        store.isAway = false;

        flusher.flush();

        assertThat(store.batches).containsExactly(List.of(Map.entry("ferns", 2L)));
    }

    @Test
    void batchesWrittenBeforeTheDatabaseWentAreNotWrittenAgain() {
        IntStream.range(0, 1_200).forEach(i -> counter.viewed("t" + i));
        store.batchesUntilAway = 1;
        flusher.flush();
        store.batchesUntilAway = Integer.MAX_VALUE;

        flusher.flush();

        assertThat(store.batches).extracting(List::size).containsExactly(500, 500, 200);
        Set<Map.Entry<String, Long>> written = new HashSet<>();
        store.batches.forEach(written::addAll);
        assertThat(written).hasSize(1_200).allMatch(thread -> thread.getValue() == 1);
    }

    @Test
    void stoppingWritesWhatIsLeft() {
        flusher.start();
        counter.viewed("ferns");

        flusher.stop();

        assertThat(store.batches).containsExactly(List.of(Map.entry("ferns", 1L)));
        assertThat(flusher.isRunning()).isFalse();
    }

    @Test
    void itStopsAfterTheWebServer() {
        int webServer = Integer.MAX_VALUE - 2048;

        assertThat(flusher.getPhase()).isLessThan(webServer);
    }

    /** A database that remembers batches, and may be away. */
    private static final class Store extends ViewStore {
        private final List<List<Map.Entry<String, Long>>> batches = new ArrayList<>();
        private boolean isAway;
        private int batchesUntilAway = Integer.MAX_VALUE;

        Store() {
            super(new JdbcTemplate(), new TransactionTemplate());
        }

        @Override
        synchronized void add(List<Map.Entry<String, Long>> views) {
            if (isAway || batches.size() >= batchesUntilAway) {
                throw new DataAccessResourceFailureException("away");
            }
            batches.add(List.copyOf(views));
        }
    }
}
