package org.forumcache.spring;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestHeadersTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gzip",
                "GZIP",
                "x-gzip",
                "deflate, gzip, br",
                "gzip;q=0.001",
                "gzip ; q=1.000",
                "*",
                "*;q=0.1",
                "br, *",
                "identity;q=0, gzip;q=0.1",
                "identity;q=0.5, gzip;q=0.5"
            })
    void gzipIsWantedWhereItIsAcceptedAtLeastAsMuchAsNoCompression(String header) {
        assertThat(RequestHeaders.wantGzip(header)).isTrue();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "identity",
                "br",
                "gzip;q=0",
                "gzip;q=0.000",
                "gzip;q=0, *",
                "*;q=0",
                "gzip;q=2",
                "gzip;q=-1",
                "gzip;q=",
                "gzip;quality=1",
                "identity, gzip;q=0.9",
                "gzipped"
            })
    void gzipIsNotWantedOtherwise(@Nullable String header) {
        assertThat(RequestHeaders.wantGzip(header)).isFalse();
    }
}
