package org.forumcache.server.thread;

import java.text.Normalizer;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * Makes up the slugs of threads: the title's letters and digits, and a random suffix so that equal titles differ. A
 * slug can still be taken; whoever stores it tries another one then.
 */
@Component
public final class ThreadSlugs {
    private static final Pattern NOT_IN_SLUG = Pattern.compile("[^a-z0-9]+");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final String SUFFIX_DIGITS = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final int SUFFIX_LENGTH = 6;
    private static final int MAX_TITLE_PART = 80;
    private static final String NO_LETTERS = "thread";

    private final RandomGenerator random;

    /** @param random where the suffixes come from */
    public ThreadSlugs(RandomGenerator random) {
        this.random = random;
    }

    /** A slug for a thread of this title. */
    public String forTitle(String title) {
        return titlePart(title) + '-' + suffix();
    }

    private static String titlePart(String title) {
        String plain =
                MARKS.matcher(Normalizer.normalize(title, Normalizer.Form.NFKD)).replaceAll("");
        String words = NOT_IN_SLUG.matcher(plain.toLowerCase(Locale.ROOT)).replaceAll("-");
        String trimmed = words.startsWith("-") ? words.substring(1) : words;
        String part = trimmed.substring(0, Math.min(trimmed.length(), MAX_TITLE_PART));
        String whole = part.endsWith("-") ? part.substring(0, part.length() - 1) : part;
        return whole.isEmpty() ? NO_LETTERS : whole;
    }

    private String suffix() {
        StringBuilder suffix = new StringBuilder(SUFFIX_LENGTH);
        for (int i = 0; i < SUFFIX_LENGTH; i++) {
            suffix.append(SUFFIX_DIGITS.charAt(random.nextInt(SUFFIX_DIGITS.length())));
        }
        return suffix.toString();
    }
}
