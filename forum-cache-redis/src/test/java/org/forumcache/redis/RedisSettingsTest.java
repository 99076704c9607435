package org.forumcache.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.lettuce.core.RedisCredentials;
import io.lettuce.core.RedisURI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedisSettingsTest {

    private static RedisURI only(String uri) {
        assertThat(RedisSettings.at(uri).uris()).hasSize(1);
        return RedisSettings.at(uri).uris().get(0);
    }

    @Test
    void oneAddressIsOneServer() {
        RedisURI uri = only("redis://cache.example:7000");

        assertThat(uri.getHost()).isEqualTo("cache.example");
        assertThat(uri.getPort()).isEqualTo(7000);
        assertThat(uri.isSsl()).isFalse();
    }

    @Test
    void aSecondSsMeansTls() {
        assertThat(only("rediss://cache.example").isSsl()).isTrue();
    }

    @Test
    void severalAddressesAreACluster() {
        assertThat(RedisSettings.at("redis://a:1, redis://b:2").uris())
                .extracting(RedisURI::getHost)
                .containsExactly("a", "b");
    }

    @Test
    void schemeAndCredentialsNeedNotBeRepeated() {
        assertThat(RedisSettings.at("rediss://forum:pw@a:1,b:2,c:3").uris())
                .hasSize(3)
                .allSatisfy(uri -> {
                    assertThat(uri.isSsl()).isTrue();
                    assertThat(uri.getCredentialsProvider().resolveCredentials().block())
                            .extracting(RedisCredentials::getUsername)
                            .isEqualTo("forum");
                });
    }

    @Test
    void sentinelsAreOneAddress() {
        RedisURI uri = only("redis-sentinel://a:1,b:2,c:3#forum");

        assertThat(uri.getSentinelMasterId()).isEqualTo("forum");
        assertThat(uri.getSentinels()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "cache.example:6379",
                "http://:s3cret@cache.example",
                "redis://:s3cret@cache.example:port",
                "redis://:s3c ret@cache.example",
                "redis://a:1,,:s3cret@b:2",
                "redis://forum:s3c,ret@a:1",
                "redis://forum:s3cret",
                "redis://forum:s3c#ret@cache.example",
                "redis://forum:s3c/ret@cache.example",
                "redis://forum:s3c?ret@cache.example",
                "redis://s3c#ret@cache.example",
                "redis-sentinel://forum:s3c#ret@a:1#master",
                "redis-sentinel://forum:s3c/ret@a:1#master",
                "redis-sentinel://:s3cret@a:1,b:2"
            })
    void whatCannotBeReadIsRefusedWithoutBeingRepeated(String uri) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RedisSettings.at(uri))
                .withMessageContaining("Redis URI")
                .withNoCause()
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("s3c"));
    }

    @Test
    void textShowsNoCredentials() {
        assertThat(RedisSettings.at("redis://forum:s3cret@a:1")).hasToString("Redis a:1");
    }

    @Test
    void timeoutsAreBounded() {
        RedisSettings settings = RedisSettings.at("redis://a");

        assertThat(settings.timeout()).isEqualTo(Duration.ofMillis(50));
        assertThatIllegalArgumentException().isThrownBy(() -> settings.withTimeout(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> settings.withTimeout(Duration.ofMillis(-1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings.withTimeout(Duration.ofSeconds(11)))
                .withMessageContaining("PT10S");
    }

    @Test
    void schemasAreShort() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RedisSettings.at("redis://a").withSchema("x".repeat(65)))
                .withMessageContaining("64");
    }
}
