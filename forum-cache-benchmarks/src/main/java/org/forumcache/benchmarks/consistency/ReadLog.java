package org.forumcache.benchmarks.consistency;

import java.util.ArrayList;
import java.util.List;

/**
 * What one reader saw, in the order in which it asked: 16 bytes for each read and 4 for each version. For one thread at a
 * time.
 */
final class ReadLog {
    private static final int CHUNK = 1 << 18;
    private static final int HEAD = 4;
    private static final int NANOS_PER_UNIT = 1_000;

    private final int node;
    private final List<Page> pages;
    private final List<int[]> chunks = new ArrayList<>();
    private int[] chunk = new int[CHUNK];
    private int end;
    private long reads;

    ReadLog(int node, List<Page> pages) {
        this.node = node;
        this.pages = pages;
    }

    /** The node that was asked. */
    int node() {
        return node;
    }

    /** All pages there are. */
    List<Page> pages() {
        return pages;
    }

    long reads() {
        return reads;
    }

    /**
     * Adds a read that started no earlier than those before it.
     *
     * @param versions what the page showed, one for each of its registers
     */
    void add(Page page, long start, long ended, int[] versions) {
        int size = HEAD + page.size();
        // A zero where a page's number should be ends a chunk early; numbers are stored from one.
        if (end + size >= CHUNK) {
            chunks.add(chunk);
            chunk = new int[CHUNK];
            end = 0;
        }
        chunk[end] = page.number() + 1;
        chunk[end + 1] = (int) (start >>> 32);
        chunk[end + 2] = (int) start;
        chunk[end + 3] = units(ended - start);
        System.arraycopy(versions, 0, chunk, end + HEAD, page.size());
        end += size;
        reads++;
    }

    /** Rounded up, so that a read never seems to have ended before it did. */
    private static int units(long nanos) {
        return (int) Math.min(Integer.MAX_VALUE, nanos / NANOS_PER_UNIT + 1);
    }

    /** A look at the reads from the first on. */
    Cursor cursor() {
        return new Cursor();
    }

    /** One read after another. */
    final class Cursor {
        private int at = -1;
        private int[] ints = {0};
        private int offset;
        private int next;

        /** Goes on to the next read; false if there is none. */
        boolean next() {
            offset = next;
            while (ints[offset] == 0) {
                if (at == chunks.size()) {
                    return false;
                }
                at++;
                ints = at == chunks.size() ? chunk : chunks.get(at);
                offset = 0;
            }
            next = offset + HEAD + page().size();
            return true;
        }

        Page page() {
            return pages.get(ints[offset] - 1);
        }

        long start() {
            return ((long) ints[offset + 1] << 32) | (ints[offset + 2] & 0xffff_ffffL);
        }

        long end() {
            return start() + (long) ints[offset + 3] * NANOS_PER_UNIT;
        }

        int version(int slot) {
            return ints[offset + HEAD + slot];
        }

        int node() {
            return node;
        }
    }
}
