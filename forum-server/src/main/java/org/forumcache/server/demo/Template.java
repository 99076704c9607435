package org.forumcache.server.demo;

import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A hand-written text with choices, {@code [one|another]}, and blanks, {@code {plant}}.
 *
 * <p>A blank that begins with a capital is filled in with a capital; {@code {a plant}} puts the right article first.
 */
record Template(String text) {
    private static final Pattern CHOICE = Pattern.compile("\\[([^\\]]*)]");
    private static final Pattern BLANK = Pattern.compile("\\{([^}]*)}");
    private static final Pattern AN = Pattern.compile("(?i)(?!eu|uni)[aeiou].*");
    private static final String ARTICLE = "a ";

    /** The text with one of each choice taken and the blanks filled in. */
    String fill(UnaryOperator<String> blanks, Random random) {
        String chosen = CHOICE.matcher(text).replaceAll(choice -> {
            String[] options = choice.group(1).split("\\|", -1);
            return Matcher.quoteReplacement(options[random.nextInt(options.length)]);
        });
        return BLANK.matcher(chosen).replaceAll(blank -> Matcher.quoteReplacement(value(blank.group(1), blanks)));
    }

    private static String value(String blank, UnaryOperator<String> blanks) {
        if (Character.isUpperCase(blank.charAt(0))) {
            return capital(value(Character.toLowerCase(blank.charAt(0)) + blank.substring(1), blanks));
        }
        if (blank.startsWith(ARTICLE)) {
            String noun = blanks.apply(blank.substring(ARTICLE.length()));
            return (AN.matcher(noun).matches() ? "an " : ARTICLE) + noun;
        }
        return blanks.apply(blank);
    }

    private static String capital(String value) {
        return Character.toUpperCase(value.charAt(0)) + value.substring(1);
    }
}
