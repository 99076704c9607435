package org.forumcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntryKeyTest {
    @Test
    void keysAreEqualIfTheirTextsAre() {
        EntryKey thread = EntryKey.thread("a");

        assertThat(thread).isEqualTo(EntryKey.thread("a")).hasSameHashCodeAs("forum:thread:a");
        assertThat(thread).isNotEqualTo(EntryKey.thread("b")).isNotEqualTo(EntryKey.category("a"));
        assertThat(thread.equals((Object) "forum:thread:a")).isFalse();
        assertThat(thread).hasToString("forum:thread:a");
    }

    @Test
    void onlyListsBelongToAGroup() {
        assertThat(EntryKey.threadList(ThreadListQuery.of("pests", 1, 20)).group())
                .isEqualTo("pests");
        assertThat(EntryKey.thread("a").group()).isNull();
        assertThat(EntryKey.category("pests").group()).isNull();
    }

    @Test
    void keysCanBeReadFromTheirTexts() {
        ThreadListQuery query = new ThreadListQuery("pests", 3, 20, Map.of("sort", "-created_at"));
        ThreadListQuery unhashable = new ThreadListQuery("pests", 3, 20, Map.of("x", new Object()));

        for (EntryKey key : List.of(
                EntryKey.thread("a"),
                EntryKey.category("all"),
                EntryKey.threadList(query),
                EntryKey.threadList(unhashable))) {
            assertThat(EntryKey.parse(key.text()))
                    .usingRecursiveComparison()
                    .ignoringFields("filtered")
                    .isEqualTo(key);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "forum:thread:",
                "forum:thread:a b",
                "forum:list:pests",
                "forum:list:pests:0:20:0123456789abcdef",
                "forum:list:pests:1:20:0123456789abcde",
                "forum:list:p sts:1:20:0123456789abcdef",
                "forum:generation:pests",
                "forum:generations"
            })
    void whatNamesNoDocumentIsNoKey(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> EntryKey.parse(text));
    }

    private static final String TAG = "\"jIZWxdEU1_iypBLS1f0DrA\"";

    @Test
    void entriesAreEqualIfOneFillStoredThem() {
        byte[] utf8 = "{}".getBytes(StandardCharsets.UTF_8);
        Token stamp = Token.random();
        CacheEntry entry = CacheEntry.restored(stamp, utf8, TAG, Duration.ofMillis(3));

        assertThat(entry)
                .isEqualTo(CacheEntry.restored(stamp, utf8, TAG, Duration.ZERO))
                .hasSameHashCodeAs(CacheEntry.restored(stamp, utf8, TAG, Duration.ZERO));
        assertThat(entry).isNotEqualTo(CacheEntry.restored(Token.random(), utf8, TAG, Duration.ZERO));
        assertThat(entry).hasToString("CacheEntry[2 bytes, etag " + TAG + "]");
        assertThat(CacheEntry.absent(Duration.ZERO)).hasToString("CacheEntry[absent]");
        assertThat(entry.loadTime()).isEqualTo(Duration.ofMillis(3));
    }
}
