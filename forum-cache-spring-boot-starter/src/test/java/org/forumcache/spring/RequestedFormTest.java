package org.forumcache.spring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class RequestedFormTest {
    private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/api/threads");

    @Test
    void aRequestWithoutHeadersIsClear() {
        assertThat(RequestedForm.isClear(request)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Range | bytes=0-1",
                "Origin | https://forum.example",
                "Expect | 100-continue",
                "Transfer-Encoding | chunked",
                "Accept | text/html",
                "Accept-Encoding | gz\u0001ip",
                "If-None-Match | \"ä\""
            })
    void aHeaderThatMayChangeTheAnswerLeavesDoubt(String name, String value) {
        request.addHeader(name, value);

        assertThat(RequestedForm.isClear(request)).isFalse();
    }

    @Test
    void aBodyLeavesDoubt() {
        request.setContent(new byte[] {1});

        assertThat(RequestedForm.isClear(request)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Accept", "Accept-Encoding", "If-None-Match"})
    void twoHeadersOfOneNameLeaveDoubt(String name) {
        request.addHeader(name, "*/*");
        request.addHeader(name, "*/*");

        assertThat(RequestedForm.isClear(request)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*/*",
                "application/json",
                "application/*",
                "application/json, text/plain, */*",
                "text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.8"
            })
    void jsonIsTaken(String accept) {
        assertThat(RequestedForm.takesJson(accept)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text/html",
                "json",
                "*/json",
                "*/*;q=0",
                "*/*;q=0.0",
                "application/json;charset=latin1",
                "application/json, nonsense",
                "application/json,",
                "application/vnd.api+json"
            })
    void everythingElseIsTheApplications(String accept) {
        assertThat(RequestedForm.takesJson(accept)).isFalse();
    }
}
