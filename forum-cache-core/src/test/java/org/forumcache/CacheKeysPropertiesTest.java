package org.forumcache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.arbitraries.StringArbitrary;
import net.jqwik.api.constraints.IntRange;
import tools.jackson.databind.json.JsonMapper;

/** What holds for the keys of all thread lists, whatever their filters. */
// jqwik would combine the edge cases of nested values for many seconds; the texts below are chosen to have their own.
@PropertyDefaults(edgeCases = EdgeCasesMode.NONE)
class CacheKeysPropertiesTest {

    @Property
    void theSameQueryAlwaysHasTheSameKey(@ForAll("filters") Map<String, Object> filters) {
        assertThat(key(filters)).isEqualTo(key(new LinkedHashMap<>(filters)));
    }

    @Property
    void theOrderOfFiltersDoesNotMatter(@ForAll("filters") Map<String, Object> filters, @ForAll Random random) {
        assertThat(key(shuffled(filters, random))).isEqualTo(key(filters));
    }

    @Property
    void differentFiltersHaveDifferentKeys(
            @ForAll("filters") Map<String, Object> some, @ForAll("filters") Map<String, Object> others) {
        Assume.that(!some.equals(others));

        assertThat(key(some)).isNotEqualTo(key(others));
    }

    @Property
    void filtersThatDifferInOneValueHaveDifferentKeys(
            @ForAll("filters") Map<String, Object> filters,
            @ForAll("jsonValues") Object one,
            @ForAll("jsonValues") Object other) {
        Assume.that(!one.equals(other));
        Map<String, Object> changed = new LinkedHashMap<>(filters);
        filters.put("changed", one);
        changed.put("changed", other);

        assertThat(key(filters)).isNotEqualTo(key(changed));
    }

    @Property
    void theOrderOfAListMatters(@ForAll("jsonValues") Object one, @ForAll("jsonValues") Object other) {
        Assume.that(!one.equals(other));

        assertThat(key(Map.of("tags", List.of(one, other)))).isNotEqualTo(key(Map.of("tags", List.of(other, one))));
    }

    @Property
    void keysHoldOnlyHarmlessCharacters(
            @ForAll("slugs") String category,
            @ForAll @IntRange(min = 1) int page,
            @ForAll @IntRange(min = 1) int limit,
            @ForAll("filters") Map<String, Object> filters) {
        String key = CacheKeys.threadList(new ThreadListQuery(category, page, limit, filters));

        assertThat(key).matches("forum:list:[A-Za-z0-9_-]+:[0-9]+:[0-9]+:[0-9a-f]{16}");
    }

    @Property
    void differentPlacesHaveDifferentKeys(
            @ForAll("slugs") String one,
            @ForAll("slugs") String other,
            @ForAll @IntRange(min = 1, max = 12) int page,
            @ForAll @IntRange(min = 1, max = 12) int otherPage,
            @ForAll @IntRange(min = 1, max = 12) int limit) {
        Assume.that(!one.equals(other) || page != otherPage);

        assertThat(CacheKeys.threadList(ThreadListQuery.of(one, page, limit)))
                .isNotEqualTo(CacheKeys.threadList(ThreadListQuery.of(other, otherPage, limit)));
    }

    @Property
    void writtenFiltersReadBackAsTheyWere(@ForAll("filters") Map<String, Object> filters) {
        String text = PythonJson.dumps(filters);

        assertThat(text).matches("[ -~]*");
        assertThat(JsonMapper.shared().readTree(text))
                .isEqualTo(JsonMapper.shared().readTree(JsonMapper.shared().writeValueAsBytes(filters)));
    }

    @Property
    void keysOfMapsStandInTheOrderOfTheirCodePoints(@ForAll("distinctTexts") Set<String> texts) {
        Map<String, Object> map = new LinkedHashMap<>();
        texts.forEach(text -> map.put(text, true));

        List<String> written =
                List.copyOf(JsonMapper.shared().readTree(PythonJson.dumps(map)).propertyNames());

        assertThat(written)
                .isSortedAccordingTo((left, right) -> Arrays.compare(
                        left.codePoints().toArray(), right.codePoints().toArray()))
                .containsExactlyInAnyOrderElementsOf(texts);
    }

    @Provide
    Arbitrary<Map<String, Object>> filters() {
        return Arbitraries.maps(texts(), jsonValues()).ofMaxSize(6).map(LinkedHashMap::new);
    }

    @Provide
    Arbitrary<Object> jsonValues() {
        Arbitrary<Object> scalars = Arbitraries.oneOf(
                Arbitraries.longs().map(number -> (Object) number),
                Arbitraries.doubles().map(number -> (Object) number),
                Arbitraries.of(true, false).map(bool -> (Object) bool),
                texts().map(text -> (Object) text));
        return Arbitraries.recursive(() -> scalars, this::nest, 0, 3);
    }

    @Provide
    Arbitrary<Set<String>> distinctTexts() {
        return texts().set().ofMaxSize(12);
    }

    @Provide
    Arbitrary<String> slugs() {
        StringArbitrary slugs = Arbitraries.strings().alpha().numeric().withChars('-', '_');
        return slugs.ofMinLength(1).ofMaxLength(255);
    }

    private Arbitrary<Object> nest(Arbitrary<Object> values) {
        return Arbitraries.oneOf(
                values.list().ofMaxSize(3).map(list -> (Object) list),
                Arbitraries.maps(texts(), values).ofMaxSize(3).map(map -> (Object) map),
                values);
    }

    /** Texts of all code points but lone surrogates, which have no UTF-8 form; many from both sides of U+10000. */
    private static Arbitrary<String> texts() {
        Arbitrary<Integer> ascii = Arbitraries.integers().between(0, 0x7F);
        Arbitrary<Integer> basic = Arbitraries.integers().between(0, 0xFFFF).filter(unit -> unit >> 11 != 0x1B);
        Arbitrary<Integer> high = Arbitraries.integers().between(0xE000, 0x10FFFF);
        return Arbitraries.oneOf(ascii, basic, high).list().ofMaxSize(8).map(CacheKeysPropertiesTest::textOf);
    }

    private static String textOf(List<Integer> codePoints) {
        StringBuilder text = new StringBuilder();
        codePoints.forEach(text::appendCodePoint);
        return text.toString();
    }

    private static Map<String, Object> shuffled(Map<String, Object> map, Random random) {
        List<String> keys = new ArrayList<>(map.keySet());
        Collections.shuffle(keys, random);
        Map<String, Object> shuffled = new LinkedHashMap<>();
        for (String key : keys) {
            Object value = map.get(key);
            shuffled.put(key, value instanceof Map<?, ?> inner ? reversed(inner) : value);
        }
        return shuffled;
    }

    private static Map<Object, Object> reversed(Map<?, ?> map) {
        List<Object> keys = new ArrayList<>(map.keySet());
        Collections.reverse(keys);
        Map<Object, Object> reversed = new LinkedHashMap<>();
        keys.forEach(key -> reversed.put(key, map.get(key)));
        return reversed;
    }

    private static String key(Map<String, ?> filters) {
        return CacheKeys.threadList(new ThreadListQuery("plant-care", 1, 20, filters));
    }
}
