package org.forumcache.benchmarks.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReadLogTest {
    private final List<Page> pages = new Catalogue(8, 3).pages();

    @Test
    void anEmptyLogHasNoReads() {
        assertThat(new ReadLog(0, pages).cursor().next()).isFalse();
    }

    @Test
    void readsComeBackInOrderAndWhole() {
        ReadLog log = new ReadLog(4, pages);
        int count = 300_000;
        for (int i = 0; i < count; i++) {
            Page page = pages.get(i % pages.size());
            int[] versions = new int[page.size()];
            versions[0] = i % 2 == 0 ? i + 1 : Page.ABSENT;
            log.add(page, start(i), start(i) + i % 1_000 * 1_000L, versions);
        }

        ReadLog.Cursor read = log.cursor();

        for (int i = 0; i < count; i++) {
            assertThat(read.next()).isTrue();
            assertThat(read.page()).isSameAs(pages.get(i % pages.size()));
            assertThat(read.start()).isEqualTo(start(i));
            assertThat(read.end()).isBetween(start(i) + i % 1_000 * 1_000L, start(i) + (i % 1_000 + 1) * 1_000L);
            assertThat(read.version(0)).isEqualTo(i % 2 == 0 ? i + 1 : Page.ABSENT);
        }
        assertThat(read.next()).isFalse();
        assertThat(log.reads()).isEqualTo(count);
    }

    /** From before the clock's zero to far behind it. */
    private static long start(int i) {
        return -5_000_000_000L + i * 1_000_003L;
    }
}
