package org.forumcache.server.demo;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How somebody spells. The texts are written in British English without contractions.
 *
 * @param styles what is done to them: any of {@code contracted} and {@code american}
 */
record Spelling(Set<String> styles) {
    private static final List<Rule> CONTRACTED = Stream.of(
                    " not>\\b(is|was|does|did|has|have|had|could|would|are) not\\b>$1n't",
                    " not>\\b([Dd])o not\\b>$1on't",
                    "annot>\\b([Cc])annot\\b>$1an't",
                    "will not>\\bwill not\\b>won't",
                    "I am>\\bI am(?= [a-z])>I'm",
                    "I have>\\bI have(?= (had|been|got|tried|never|done|heard|seen|killed|brought)\\b)>I've",
                    "t is>\\b([Ii]t|[Tt]hat) is(?= (?!to\\b|and\\b|or\\b|now\\b|there\\b)[a-z])>$1's",
                    "here is>\\b([Tt])here is(?= [a-z])>$1here's",
                    " are>\\b([Yy]ou|[Tt]hey) are(?= (?!here\\b|to\\b|and\\b|all\\b)[a-z])>$1're")
            .map(Rule::parse)
            .toList();
    private static final List<Rule> AMERICAN = Stream.of(
                    "our>([Cc]ol|[Nn]eighb|[Pp]arl|[Ff]lav|[Ff]av)our>$1or",
                    "ould>([Mm])ould(?=y?\\b)>$1old",
                    "is>([Ff]ertil|[Rr]ecogn)is(?=e)>$1iz",
                    "etre>\\b([Cc]enti|[Mm]illi)?([Mm])etre>$1$2eter",
                    "itre>\\b([Ll])itre>$1iter",
                    "rey>\\b([Gg])rey\\b>$1ray",
                    "hilli>\\b([Cc])hilli>$1hili",
                    "amomile>\\b([Cc])amomile>$1hamomile",
                    "aubergine>\\baubergine>eggplant",
                    "Aubergine>\\bAubergine>Eggplant",
                    "courgette>\\bcourgette>zucchini",
                    "Courgette>\\bCourgette>Zucchini")
            .map(Rule::parse)
            .toList();

    Spelling {
        styles = Set.copyOf(styles);
    }

    /** The text as somebody who spells like this would write it. */
    String apply(String text) {
        String spelt = styles.contains("contracted") ? applied(CONTRACTED, text) : text;
        return styles.contains("american") ? applied(AMERICAN, spelt) : spelt;
    }

    private static String applied(List<Rule> rules, String text) {
        String spelt = text;
        for (Rule rule : rules) {
            spelt = rule.apply(spelt);
        }
        return spelt;
    }

    /**
     * What is replaced, and by what.
     *
     * @param sign what a text contains if it contains the pattern: most texts are seen through at once
     */
    private record Rule(String sign, Pattern pattern, String replacement) {
        static Rule parse(String rule) {
            int first = rule.indexOf('>');
            int last = rule.lastIndexOf('>');
            return new Rule(
                    rule.substring(0, first),
                    Pattern.compile(rule.substring(first + 1, last)),
                    rule.substring(last + 1));
        }

        String apply(String text) {
            return text.contains(sign) ? pattern.matcher(text).replaceAll(replacement) : text;
        }
    }
}
