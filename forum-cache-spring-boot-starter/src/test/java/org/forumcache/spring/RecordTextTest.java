package org.forumcache.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.forumcache.CacheKeys;
import org.forumcache.Invalidation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordTextTest {

    @Test
    void rowHoldsKeysAndBareSlugs() {
        Invalidation moved = Invalidation.thread("ficus").and(new Invalidation(Set.of(), Set.of("all")));

        assertThat(RecordText.of(moved)).containsExactly(new RecordText(CacheKeys.thread("ficus"), "all"));
    }

    @Test
    void nothingNeedsNoRow() {
        assertThat(RecordText.of(new Invalidation(Set.of(), Set.of()))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1, 0, 1", "0, 1, 1", "500, 0, 1", "501, 0, 2", "0, 499, 1", "0, 500, 2", "499, 0, 1", "1200, 700, 4"})
    void noRowNamesMoreThan500AndNoNameIsLost(int threads, int categories, int rows) {
        Invalidation many = new Invalidation(names(threads, CacheKeys::thread), names(categories, slug -> slug));

        List<RecordText> texts = RecordText.of(many);

        assertThat(texts).hasSize(rows).allMatch(text -> size(text) <= 500);
        assertThat(texts.stream().map(RecordText::invalidation).reduce(Invalidation::and))
                .contains(many);
    }

    private static Set<String> names(int number, UnaryOperator<String> name) {
        return IntStream.range(0, number).mapToObj(i -> name.apply("n-" + i)).collect(Collectors.toSet());
    }

    private static int size(RecordText text) {
        return (text.keys() + " " + text.groups()).strip().split("\\s+").length;
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\n", "\r\n", " \t "})
    void namesAreSeparatedByAnyWhiteSpace(String space) {
        RecordText text = new RecordText(
                space + CacheKeys.thread("ficus") + space + CacheKeys.category("plants"), "plants" + space + "all");

        assertThat(text.invalidation())
                .isEqualTo(new Invalidation(
                        Set.of(CacheKeys.thread("ficus"), CacheKeys.category("plants")), Set.of("plants")));
    }

    @ParameterizedTest
    @CsvSource({"ficus, ''", "'', 'a*'", "'', ''", "' ', ' '", "'{\"keys\": []}', ''"})
    void whatNamesNoEntriesAndGroupsCannotBeRead(String keys, String groups) {
        assertThatThrownBy(() -> new RecordText(keys, groups).invalidation())
                .isInstanceOf(IllegalArgumentException.class);
    }
}
