package org.forumcache.benchmarks.consistency;

/** Reads the whole numbers out of a JSON text without making anything else of it; millions of them are read. */
final class Numbers {
    private Numbers() {}

    /**
     * The numbers in their order.
     *
     * @throws IllegalArgumentException if there are not exactly so many
     */
    static int[] in(byte[] json, int size) {
        int[] numbers = new int[size];
        int count = 0;
        for (int at = 0; at < json.length; at++) {
            if (isDigit(json[at])) {
                boolean negative = json[at - 1] == '-';
                int number = 0;
                for (; isDigit(json[at]); at++) {
                    number = 10 * number + json[at] - '0';
                }
                if (count == size) {
                    throw wrong(size);
                }
                numbers[count++] = negative ? -number : number;
            }
        }
        if (count < size) {
            throw wrong(size);
        }
        return numbers;
    }

    private static boolean isDigit(byte character) {
        return character >= '0' && character <= '9';
    }

    private static IllegalArgumentException wrong(int size) {
        return new IllegalArgumentException("a page does not show " + size + " versions");
    }
}
