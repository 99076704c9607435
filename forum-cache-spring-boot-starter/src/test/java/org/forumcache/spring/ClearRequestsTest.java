package org.forumcache.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class ClearRequestsTest {
    private final ClearRequests clearRequests = new ClearRequests();
    private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/api/threads");

    @Test
    void aRequestWithoutHeadersIsClear() {
        assertThat(clearRequests.form(request)).isEqualTo(new RequestedForm(null, List.of()));
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

        assertThat(clearRequests.form(request)).isNull();
    }

    @Test
    void aBodyLeavesDoubt() {
        request.setContent(new byte[] {1});

        assertThat(clearRequests.form(request)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"\"a\",\"b\"", "\"a\",\"a\""})
    void twoLinesOfTagsLeaveDoubt(String one, String other) {
        request.addHeader("If-None-Match", one);
        request.addHeader("If-None-Match", other);

        assertThat(clearRequests.form(request)).isNull();
    }

    @Test
    void listsMayStandInSeveralLines() {
        request.addHeader("Accept", "text/plain");
        request.addHeader("Accept", "application/json");
        request.addHeader("Accept-Encoding", "br");
        request.addHeader("Accept-Encoding", "gzip");
        request.addHeader("If-None-Match", "\"one\"");

        assertThat(clearRequests.form(request)).isEqualTo(new RequestedForm("br, gzip", List.of("\"one\"")));
    }

    @Test
    void aLaterLineLeavesDoubtToo() {
        request.addHeader("Accept", "application/json");
        request.addHeader("Accept", "application/json;q=0");

        assertThat(clearRequests.form(request)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*/*",
                "application/json",
                "application/json;q=0.05",
                "application/json; q=1.0",
                "application/json, application/*+json",
                "text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2",
                "text/html,application/xml;q=0.9,image/avif,*/*;q=0.8,application/signed-exchange;v=b3;q=0.7",
                "application/*",
                "application/json, text/plain, */*",
                "text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.8"
            })
    void jsonIsTaken(String accept) {
        assertThat(clearRequests.takesJson(accept)).isTrue();
        assertThat(clearRequests.takesJson(accept)).as("remembered").isTrue();
    }

    @Test
    void whatIsRememberedIsNotTakenForAnotherHeader() {
        for (int quality = 100; quality < 1_000; quality++) {
            assertThat(clearRequests.takesJson("application/json;q=0." + quality))
                    .isTrue();
        }

        for (int number = 0; number < 1_000; number++) {
            assertThat(clearRequests.takesJson("text/html;q=0.1" + number)).isFalse();
            assertThat(clearRequests.takesJson("text/x" + number)).isFalse();
        }
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
                "application/json;q=0",
                "application/json;q=0.000",
                "application/json;q=2",
                "application/json;v=2",
                "*/*;v=2",
                "application/signed-exchange;v=b4, */*",
                "application/json;q=0, */*",
                "application/*+json",
                "text/html;charset=none, */*",
                "application/json, nonsense",
                "application/json,",
                "application/vnd.api+json"
            })
    void everythingElseIsTheApplications(String accept) {
        assertThat(clearRequests.takesJson(accept)).isFalse();
        assertThat(clearRequests.takesJson(accept)).as("once more").isFalse();
    }
}
