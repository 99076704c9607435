package org.forumcache.benchmarks.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AnswerTest {
    private final Answer answer = new Answer("GET");

    @Test
    void aBodyEndsAfterItsLengthHoweverItArrives() {
        String text = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";

        for (int i = 0; i < text.length() - 1; i++) {
            assertThat(isCompleteWith(text.substring(i, i + 1))).isFalse();
        }

        assertThat(isCompleteWith("o")).isTrue();
        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void chunksEndWithAnEmptyOne() {
        assertThat(isCompleteWith("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"))
                .isFalse();
        assertThat(isCompleteWith("0\r\n")).isFalse();
        assertThat(isCompleteWith("\r\n")).isTrue();
    }

    @Test
    void noChunksAreAnAnswerToo() {
        assertThat(isCompleteWith("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"))
                .isTrue();
    }

    @Test
    void whatIsUnchangedHasNoBody() {
        assertThat(isCompleteWith("HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n"))
                .isTrue();
        assertThat(answer.status()).isEqualTo(304);
    }

    @Test
    void headHasNoBody() {
        Answer head = new Answer("HEAD");

        assertThat(head.isCompleteWith(bytes("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n")))
                .isTrue();
    }

    @Test
    void oneAnswerFollowsTheOther() {
        assertThat(isCompleteWith("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"))
                .isTrue();
        assertThat(isCompleteWith("HTTP/1.1 200 OK\r\nX-Cache: HIT\r\ncontent-length: 2\r\n\r\n{"))
                .isFalse();
        assertThat(isCompleteWith("}")).isTrue();
        assertThat(answer.head()).contains("\r\nX-Cache: HIT\r\n");
    }

    private boolean isCompleteWith(String text) {
        return answer.isCompleteWith(bytes(text));
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }
}
