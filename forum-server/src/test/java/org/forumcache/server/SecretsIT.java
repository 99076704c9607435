package org.forumcache.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.forumcache.redis.server.RedisServer;
import org.forumcache.redis.server.TestCertificates;
import org.forumcache.redis.server.TlsTerminator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Redis asks for a password, which is nowhere to be read. */
@ExtendWith(OutputCaptureExtension.class)
class SecretsIT {
    private static final String SECRET = "s3cr3t-of-this-test";
    private static RedisServer redis;

    private final String database = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";

    @BeforeAll
    static void start() {
        redis = RedisServer.builder().user("forum", SECRET).open();
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    /** A server that tells administrators and its log as much as it can. */
    private StartedForum talkativeForum(String uri, String... more) {
        Stream<String> settings = Stream.of(
                "--forum.demo.enabled=false",
                "--forum.cache.backend=redis",
                "--forum.cache.redis.timeout=2s",
                "--forum.cache.redis.uri=" + uri,
                "--management.endpoints.web.exposure.include=*",
                "--management.endpoint.env.show-values=always",
                "--management.endpoint.configprops.show-values=always",
                "--logging.level.org.forumcache=trace",
                "--logging.level.org.springframework.boot=debug",
                "--logging.level.io.lettuce=debug",
                "--debug");
        return StartedForum.start(
                database, Stream.concat(settings, Stream.of(more)).toArray(String[]::new));
    }

    private static void assertThatNothingTells(Forum forum, CapturedOutput output) {
        for (String path :
                List.of("env", "configprops", "forumcache", "beans", "conditions", "loggers", "prometheus")) {
            Reply reply =
                    forum.json("GET", forum.admin, "/actuator/" + path, "").ok();
            assertThat(reply.text()).as(path).doesNotContain(SECRET);
        }
        String own = forum.json("GET", forum.admin, "/actuator/env/forum.cache.redis.uri", "")
                .ok()
                .text();
        assertThat(own).contains("://******@").doesNotContain(SECRET);
        assertThat(output.getAll()).doesNotContain(SECRET);
    }

    @Test
    void neitherLogNorActuatorTellsThePasswordOfARedisInUse(CapturedOutput output) {
        try (StartedForum started = talkativeForum(redis.uri())) {
            Forum forum = started.clients();
            String path = "/api/threads/" + forum.thread(forum.category());

            forum.get(path).ok();

            assertThat(forum.get(path).ok().cache()).isEqualTo("HIT");
            assertThatNothingTells(forum, output);
        }
    }

    @Test
    void neitherLogNorActuatorTellsAPasswordThatRedisRefuses(CapturedOutput output) {
        String uri = "redis://somebody:" + SECRET + "@127.0.0.1:" + redis.port();
        try (StartedForum started = talkativeForum(uri)) {
            Forum forum = started.clients();
            String path = "/api/threads/" + forum.thread(forum.category());

            assertThat(forum.get(path).ok().cache()).isEqualTo("BYPASS");
            assertThat(output).contains("WRONGPASS");
            assertThatNothingTells(forum, output);
        }
    }

    @Test
    void neitherLogNorActuatorTellsThePasswordOfARedisThatIsAway(CapturedOutput output) {
        try (StartedForum started = talkativeForum("redis://forum:" + SECRET + "@127.0.0.1:1")) {
            Forum forum = started.clients();

            forum.get("/api/categories/" + forum.category()).ok();

            assertThatNothingTells(forum, output);
        }
    }

    @Test
    void sslBundleSaysWhomToTrust(@TempDir Path folder, CapturedOutput output) {
        TestCertificates certificates = TestCertificates.in(folder);
        try (TlsTerminator tls = TlsTerminator.to(redis.port(), certificates);
                StartedForum started = talkativeForum(
                        redis.tlsUriAt(tls.port()),
                        "--forum.cache.redis.ssl-bundle=redis",
                        "--spring.ssl.bundle.pem.redis.truststore.certificate=" + certificates.authorityPem())) {
            Forum forum = started.clients();
            String path = "/api/threads/" + forum.thread(forum.category());

            forum.get(path).ok();

            assertThat(forum.get(path).ok().cache()).isEqualTo("HIT");
            assertThatNothingTells(forum, output);
        }
    }

    @Test
    void serverThatNobodyVouchesForIsNotUsed(@TempDir Path folder, CapturedOutput output) {
        try (TlsTerminator tls = TlsTerminator.to(redis.port(), TestCertificates.in(folder));
                StartedForum started = talkativeForum(redis.tlsUriAt(tls.port()))) {
            Forum forum = started.clients();

            assertThat(forum.get("/api/threads/" + forum.thread(forum.category()))
                            .ok()
                            .cache())
                    .isEqualTo("BYPASS");
            assertThatNothingTells(forum, output);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"redis:forum:" + SECRET + "@127.0.0.1", "redis://forum:" + SECRET + "%zz@127.0.0.1"})
    void uriThatCannotBeReadIsNotRepeated(String uri, CapturedOutput output) {
        assertThatThrownBy(() -> talkativeForum(uri).close()).isNotNull();

        assertThat(output)
                .contains("APPLICATION FAILED TO START", "forum.cache.redis.uri: the Redis URI")
                .doesNotContain(SECRET);
    }

    @ParameterizedTest
    @ValueSource(strings = {"url=redis://forum:" + SECRET + "@127.0.0.1", "password=" + SECRET})
    void settingThatNobodyKnowsIsNotRepeated(String setting, CapturedOutput output) {
        assertThatThrownBy(() -> talkativeForum("redis://127.0.0.1:1", "--forum.cache.redis." + setting)
                        .close())
                .isNotNull();

        assertThat(output)
                .contains("APPLICATION FAILED TO START", ": is no setting; check its spelling")
                .doesNotContain(SECRET);
    }

    @Test
    void usersOfTheForumAreNotToldAnything() {
        try (StartedForum started = talkativeForum(redis.uri())) {
            Map<String, Integer> statuses = Map.of(
                    "env", started.get("/actuator/env").status(),
                    "configprops", started.get("/actuator/configprops").status());

            assertThat(statuses.values()).containsOnly(401);
        }
    }
}
