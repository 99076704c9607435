package org.forumcache.server.user;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TokenHashTest {

    @Test
    void theHashIsSha256InHexadecimal() {
        TokenHash hash = TokenHash.of("abc");

        assertThat(hash.hex()).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(hash.prefix()).isEqualTo("ba7816bf8f01cfea");
    }

    @Test
    void onlyTheSameTokenMatches() {
        assertThat(TokenHash.of("abc").matches(TokenHash.of("abc"))).isTrue();
        assertThat(TokenHash.of("abc").matches(TokenHash.of("abd"))).isFalse();
        String samePrefix = TokenHash.of("abc").prefix() + "0".repeat(48);
        assertThat(TokenHash.of("abc").matches(new TokenHash(samePrefix))).isFalse();
    }
}
