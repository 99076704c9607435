package org.forumcache.redis.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.SslOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TlsTerminatorIT {
    private static TestCertificates certificates;

    private final RedisServer server =
            RedisServer.builder().user("forum", "secret").open();

    @BeforeAll
    static void makeCertificates(@TempDir Path folder) {
        certificates = TestCertificates.in(folder);
    }

    @AfterEach
    void closeServer() {
        server.close();
    }

    @Test
    void clientThatTrustsTheAuthorityIsServed() {
        try (TlsTerminator tls = TlsTerminator.to(server.port(), certificates)) {
            assertThat(whoAmI(server.tlsUriAt(tls.port()), ssl -> ssl.trustManager(certificates.trust())))
                    .isEqualTo("forum");
            assertThat(whoAmI(
                            server.tlsUriAt(tls.port()),
                            ssl -> ssl.trustManager(certificates.authorityPem().toFile())))
                    .isEqualTo("forum");
        }
    }

    @Test
    void clientThatDoesNotTrustTheAuthorityHangsUp() {
        try (TlsTerminator tls = TlsTerminator.to(server.port(), certificates)) {
            assertThatThrownBy(() -> whoAmI(server.tlsUriAt(tls.port()), ssl -> ssl))
                    .isInstanceOf(RedisConnectionException.class)
                    .hasStackTraceContaining("unable to find valid certification path");
        }
    }

    private static String whoAmI(String uri, UnaryOperator<SslOptions.Builder> trust) {
        RedisClient client = RedisClient.create(uri);
        client.setOptions(ClientOptions.builder()
                .sslOptions(trust.apply(SslOptions.builder().jdkSslProvider()).build())
                .build());
        try (StatefulRedisConnection<String, String> connection = client.connect()) {
            return connection.sync().aclWhoami();
        } finally {
            client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
        }
    }
}
