package org.forumcache.redis;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.forumcache.CachedJson;
import org.forumcache.ForumCacheService;
import org.forumcache.redis.server.RedisServer;
import org.forumcache.redis.server.TestCertificates;
import org.forumcache.redis.server.TlsTerminator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Passwords, users and TLS. */
class RedisSecurityIT {
    private static final String SECRET = "s3cr3t-Pa55";

    @TempDir
    Path directory;

    private static Optional<CachedJson> storedAndFound(RedisSettings settings) {
        try (RedisBackend backend = RedisBackend.connect(settings)) {
            ForumCacheService cache = ForumCacheService.builder(backend).build();
            cache.setThread("t", Map.of("title", "yellow"));
            return cache.getThread("t");
        }
    }

    @Test
    void aPasswordIsGiven() {
        try (RedisServer server = RedisServer.builder().password(SECRET).open()) {
            assertThat(storedAndFound(RedisSettings.at(server.uri()))).isPresent();
        }
    }

    @Test
    void aUserIsNamed() {
        try (RedisServer server = RedisServer.builder().user("forum", SECRET).open()) {
            assertThat(server.uri()).contains("forum:");
            assertThat(storedAndFound(RedisSettings.at(server.uri()))).isPresent();
        }
    }

    @Test
    void aWrongPasswordIsReportedAndNeverShown() {
        Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        Level before = root.getLevel();
        root.setLevel(Level.DEBUG);
        root.addAppender(lines);
        try (RedisServer server = RedisServer.builder().password("another").open()) {
            RedisSettings settings = RedisSettings.at("redis://:" + SECRET + "@127.0.0.1:" + server.port());
            try (RedisBackend backend = RedisBackend.connect(settings)) {
                assertThat(backend.status().state()).contains("WRONGPASS").doesNotContain(SECRET);
                assertThat(settings.toString()).doesNotContain(SECRET);
            }
        } finally {
            root.detachAppender(lines);
            root.setLevel(before);
        }
        assertThat(List.copyOf(lines.list)).isNotEmpty().noneSatisfy(line -> {
            String trace =
                    line.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(line.getThrowableProxy());
            assertThat(line.getFormattedMessage() + trace).contains(SECRET);
        });
    }

    @Test
    void tlsIsSpokenWithWhomIsTrusted() {
        TestCertificates certificates = TestCertificates.in(directory);
        try (RedisServer server = RedisServer.builder().password(SECRET).open();
                TlsTerminator tls = TlsTerminator.to(server.port(), certificates)) {
            RedisSettings settings =
                    RedisSettings.at(server.tlsUriAt(tls.port())).trusting(certificates.trust());

            assertThat(storedAndFound(settings)).isPresent();
        }
    }

    @Test
    void tlsIsNotSpokenWithStrangers() {
        TestCertificates certificates = TestCertificates.in(directory);
        try (RedisServer server = RedisServer.open();
                TlsTerminator tls = TlsTerminator.to(server.port(), certificates);
                RedisBackend backend = RedisBackend.connect(RedisSettings.at(server.tlsUriAt(tls.port())))) {

            assertThat(backend.status().state()).contains("not connected", "certification path");
        }
    }
}
