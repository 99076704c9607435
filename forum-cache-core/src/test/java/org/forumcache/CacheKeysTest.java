package org.forumcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class CacheKeysTest {

    @Nested
    class Texts {
        @Test
        void aThreadsKeyIsItsSlugUnderThreads() {
            assertThat(CacheKeys.thread("root-rot_A1")).isEqualTo("forum:thread:root-rot_A1");
        }

        @Test
        void aCategorysKeyIsItsSlugUnderCategories() {
            assertThat(CacheKeys.category("plant-care")).isEqualTo("forum:category:plant-care");
        }

        @Test
        void aGenerationsKeyIsItsCategoryUnderGenerations() {
            assertThat(CacheKeys.generation("plant-care")).isEqualTo("forum:generation:plant-care");
        }

        @Test
        void theKnownCategoriesAndTheEpochHaveOneKeyEach() {
            assertThat(CacheKeys.generations()).isEqualTo("forum:generations");
            assertThat(CacheKeys.epoch()).isEqualTo("forum:epoch");
        }

        @Test
        void allReferenceKeysOfThreadListsAreReproduced() throws IOException {
            List<String> lines = Resources.lines("thread-list-keys.jsonl");

            assertThat(lines).hasSize(400).allSatisfy(line -> {
                Vector vector = JsonMapper.shared().readValue(line, Vector.class);
                assertThat(CacheKeys.threadList(vector.query())).isEqualTo(vector.key());
            });
        }

        @Test
        void integersAndFloatsThatAreEqualHaveDifferentKeys() {
            assertThat(CacheKeys.threadList(filteredBy(1))).isNotEqualTo(CacheKeys.threadList(filteredBy(1.0)));
        }

        @Test
        void anIntegersJavaTypeDoesNotShow() {
            String key = CacheKeys.threadList(filteredBy(1));

            assertThat(CacheKeys.threadList(filteredBy(1L))).isEqualTo(key);
            assertThat(CacheKeys.threadList(filteredBy(BigInteger.ONE))).isEqualTo(key);
        }

        @Test
        void logLinesNameAllListsOfACategoryByTheSpecificationsPattern() {
            assertThat(CacheKeys.allListsOf("plant-care")).isEqualTo("forum:list:plant-care:*");
            assertThat(CacheKeys.allLists()).isEqualTo("forum:list:*");
        }

        @Test
        void theKindOfAKeyIsReadFromItsText() {
            assertThat(CacheKeys.kindOf(CacheKeys.thread("a"))).isEqualTo(EntryKind.THREAD);
            assertThat(CacheKeys.kindOf(CacheKeys.threadList(filteredBy(1)))).isEqualTo(EntryKind.LIST);
            assertThat(CacheKeys.kindOf(CacheKeys.category("a"))).isEqualTo(EntryKind.CATEGORY);
        }
    }

    @Nested
    class FiltersThatCannotBeHashed {
        static Stream<Object> unhashable() {
            List<Object> circle = new ArrayList<>();
            circle.add(circle);
            return Stream.of(
                    Set.of("a"),
                    Instant.EPOCH,
                    new BigDecimal("1.0"),
                    Map.of(1, "not a string"),
                    List.of(new Object()),
                    circle,
                    new BigInteger("1" + "0".repeat(4300)));
        }

        @ParameterizedTest
        @MethodSource("unhashable")
        void getTheDefaultSuffixAndAWarning(Object value) {
            try (RecordedLog log = RecordedLog.atDebug()) {
                String key = CacheKeys.threadList(filteredBy(value));

                assertThat(key).isEqualTo("forum:list:plant-care:2:20:default");
                assertThat(log.lines()).singleElement().asString().startsWith("WARN [CACHE] Error hashing filters: ");
            }
        }

        @ParameterizedTest
        @MethodSource("unhashable")
        void haveAKeyThatIsNotCacheable(Object value) {
            assertThat(EntryKey.threadList(filteredBy(value)).cacheable()).isFalse();
        }

        @Test
        void areRecognisedWhenTheKeyOfTheMapIsNull() {
            Map<String, Object> filters = new HashMap<>();
            filters.put(null, "a");

            String key = CacheKeys.threadList(new ThreadListQuery("pests", 1, 20, filters));

            assertThat(key).isEqualTo("forum:list:pests:1:20:default");
        }

        @Test
        void areNotMistakenForACategoryOfThatName() {
            EntryKey key = EntryKey.threadList(ThreadListQuery.of("default", 1, 20));

            assertThat(key.cacheable()).isTrue();
            assertThat(EntryKey.thread("default").cacheable()).isTrue();
        }
    }

    @Nested
    class Slugs {
        @ParameterizedTest
        @ValueSource(strings = {"a", "Z", "0", "9", "-", "_", "all", "plant-care", "A_b-9"})
        void ofLettersDigitsHyphensAndUnderscoresAreTaken(String slug) {
            assertThat(CacheKeys.thread(slug)).isEqualTo("forum:thread:" + slug);
        }

        @Test
        void ofUpTo255CharactersAreTaken() {
            assertThat(CacheKeys.thread("x".repeat(255))).hasSize("forum:thread:".length() + 255);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    " ",
                    "a b",
                    "a:b",
                    "a*",
                    "a?",
                    "[a]",
                    "a/b",
                    "a\n",
                    "a\u0000",
                    "é",
                    "葉",
                    "a{b}",
                    "a@",
                    "`",
                    "{",
                    "[",
                    "/",
                    ":",
                    "^",
                    "\uD835\uDC00"
                })
        void ofAnythingElseAreRefusedByNameWithTheRemedy(String slug) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> CacheKeys.thread(slug))
                    .withMessageStartingWith("slug must be 1 to 255 of the characters A-Z a-z 0-9 _ -");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> CacheKeys.category(slug))
                    .withMessageStartingWith("slug ");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> CacheKeys.generation(slug))
                    .withMessageStartingWith("categorySlug ");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ThreadListQuery.of(slug, 1, 20))
                    .withMessageStartingWith("categorySlug ");
        }

        @Test
        void of256CharactersAreRefused() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> CacheKeys.thread("x".repeat(256)))
                    .withMessageContaining("256 characters");
        }

        @Test
        void areNotRepeatedInTheMessageForTheyMayHoldAnything() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> CacheKeys.thread("forged\nline"))
                    .withMessageNotContaining("forged");
        }
    }

    private static ThreadListQuery filteredBy(Object value) {
        return new ThreadListQuery("plant-care", 2, 20, Map.of("n", value));
    }

    /** A line of the reference: what is asked for, and the key that the specification's own algorithm gave it. */
    private record Vector(String category, int page, int limit, Map<String, Object> filters, String key) {
        ThreadListQuery query() {
            return new ThreadListQuery(category, page, limit, filters);
        }
    }

    @Test
    void whatSaysWhetherACopyIsCurrentIsWatched() {
        assertThat(CacheKeys.watched()).containsExactly("forum:thread:", "forum:category:", "forum:generation:");
    }

    @Test
    void theCategoryOfAGenerationIsReadFromItsKey() {
        assertThat(CacheKeys.categoryOfGeneration(CacheKeys.generation("plant-care")))
                .isEqualTo("plant-care");
        assertThat(CacheKeys.categoryOfGeneration(CacheKeys.generations())).isNull();
        assertThat(CacheKeys.categoryOfGeneration(CacheKeys.thread("a"))).isNull();
    }
}
