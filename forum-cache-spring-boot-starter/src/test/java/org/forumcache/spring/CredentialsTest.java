package org.forumcache.spring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            redis://me:secret@a:1                        | redis://******@a:1
            rediss://:secret@a                           | rediss://******@a
            redis-sentinel://secret@a,b#master           | redis-sentinel://******@a,b#master
            REDIS://me:sec@ret/#?@a                      | REDIS://******@a
            redis://me:secret@a,redis://me:secret@b      | redis://******@b
            redis:me:secret@a                            | redis:******@a
            java -jar f.jar --uri=redis://:secret@a --x  | java -jar f.jar --uri=redis://******@a --x
            redis://a:1/0                                | redis://a:1/0
            somebody@example.org                         | somebody@example.org
            """)
    void credentialsOfRedisUrisAreHiddenWhereverTheyStand(String text, String shown) {
        assertThat(Credentials.hiddenIn(text)).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"64 megs", "redis://127.0.0.1:6379", "rediss://redis.example/0", "memcached"})
    void valueThatCannotHoldASecretIsShown(String value) {
        assertThat(Credentials.hiddenInValue(value)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis://me:secret@a:1",
                "redis://:secret",
                "redis://default:secret/",
                "me:secret@a",
                "http://x?key=secret"
            })
    void valueThatMayHoldASecretIsNot(String value) {
        assertThat(Credentials.hiddenInValue(value)).isEqualTo("******");
    }

    @Test
    void linesWithoutAUriStayAsTheyAre() {
        String text = "redis://me:secret@a\nsomebody@example.org";

        assertThat(Credentials.hiddenIn(text)).isEqualTo("redis://******@a\nsomebody@example.org");
    }
}
