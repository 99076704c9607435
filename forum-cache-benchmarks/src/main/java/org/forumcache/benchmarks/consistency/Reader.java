package org.forumcache.benchmarks.consistency;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.forumcache.CacheOutcome;
import org.forumcache.CacheRead;
import org.forumcache.EntryKind;

/** Reads one page after another and keeps what it saw; to be looked at when it has ended. */
final class Reader implements Runnable {
    private static final EntryKind[] KINDS = EntryKind.values();

    private final Node node;
    private final ReadLog log;
    private final SplittableRandom random;
    private final BooleanSupplier ended;
    private final Map<EntryKind, List<Page>> pages;
    private final Map<CacheOutcome, Long> outcomes = new EnumMap<>(CacheOutcome.class);
    private long failures;

    Reader(Node node, ReadLog log, SplittableRandom random, BooleanSupplier ended) {
        this.node = node;
        this.log = log;
        this.random = random;
        this.ended = ended;
        this.pages = log.pages().stream().collect(Collectors.groupingBy(Page::kind));
    }

    @Override
    public void run() {
        while (!ended.getAsBoolean()) {
            read(any(pages.getOrDefault(KINDS[random.nextInt(KINDS.length)], log.pages())));
        }
    }

    private Page any(List<Page> some) {
        return some.get(random.nextInt(some.size()));
    }

    private void read(Page page) {
        long start = System.nanoTime();
        CacheRead answer;
        try {
            answer = node.read(page);
        } catch (RuntimeException e) {
            failures++;
            return;
        }
        long end = System.nanoTime();
        int[] versions = answer.document()
                .map(document -> Numbers.in(document.utf8(), page.size()))
                .orElseGet(page::absent);
        log.add(page, start, end, versions);
        outcomes.merge(answer.outcome(), 1L, Long::sum);
    }

    ReadLog log() {
        return log;
    }

    long outcomes(CacheOutcome outcome) {
        return outcomes.getOrDefault(outcome, 0L);
    }

    /** Reads that ended with an exception. */
    long failures() {
        return failures;
    }
}
