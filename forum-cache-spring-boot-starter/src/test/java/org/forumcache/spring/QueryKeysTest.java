package org.forumcache.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.forumcache.EntryKey;
import org.forumcache.ThreadListQuery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryKeysTest {
    private final AtomicInteger made = new AtomicInteger();
    private final QueryKeys keys = new QueryKeys(this::key);

    private EntryKey key(Map<String, String[]> parameters) {
        made.incrementAndGet();
        if (parameters.containsKey("refused")) {
            throw new IllegalArgumentException("refused is no parameter");
        }
        String[] page = parameters.getOrDefault("page", new String[] {"1"});
        return EntryKey.threadList(new ThreadListQuery("all", Integer.parseInt(page[0]), 20, Map.of()));
    }

    @Test
    void parametersOfAPlainQueryAreRead() {
        assertThat(QueryKeys.parameters("page=2&sort=-created_at"))
                .hasEntrySatisfying("page", values -> assertThat(values).containsExactly("2"))
                .hasEntrySatisfying("sort", values -> assertThat(values).containsExactly("-created_at"))
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "page",
                "page=",
                "=2",
                "&page=2",
                "page=2&",
                "page=1&&sort=a",
                "page=1&page=2",
                "page=1=2",
                "page=%31",
                "search=a+b",
                "page=1;sort=a",
                "page[]=1",
                "page=ä",
                "page=1#x",
                "a=\u0000",
                "tags=a,b"
            })
    void whatCouldBeReadInTwoWaysIsTheApplications(String query) {
        assertThat(keys.key(query)).isNull();
        assertThat(made).hasValue(0);
    }

    @Test
    void whatIsTooLongIsTheApplications() {
        assertThat(keys.key("page=" + "1".repeat(600))).isNull();
    }

    @Test
    void whatTheControllerRefusesIsTheApplications() {
        assertThat(keys.key("refused=1")).isNull();
        assertThat(keys.key("page=one")).isNull();
    }

    @Test
    void aKeyIsMadeOnceForAQueryThatIsAnswered() {
        EntryKey first = Objects.requireNonNull(keys.key("page=2"));
        keys.answered("page=2", first);

        EntryKey again = keys.key("page=2");

        assertThat(again).isSameAs(first);
        assertThat(made).hasValue(1);
    }

    @Test
    void noQueryIsAQueryOfItsOwn() {
        EntryKey first = Objects.requireNonNull(keys.key(null));
        keys.answered(null, first);

        assertThat(keys.key(null)).isSameAs(first);
        assertThat(keys.key("")).isSameAs(first);
    }

    @Test
    void aMillionQueriesThatNobodyAnswersPushNothingOut() {
        EntryKey hot = Objects.requireNonNull(keys.key("page=2"));
        keys.answered("page=2", hot);

        IntStream.range(3, 20_000).forEach(page -> keys.key("page=" + page));

        assertThat(keys.key("page=2")).isSameAs(hot);
    }
}
