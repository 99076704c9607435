package org.forumcache.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.forumcache.BackendStatus;
import org.forumcache.CacheBackend;
import org.forumcache.EmbeddedBackend;
import org.forumcache.ForumCacheService;
import org.forumcache.Inspection;
import org.forumcache.NearStatus;
import org.forumcache.ServersStatus;
import org.forumcache.ServersStatus.Server;
import org.forumcache.ThreadListQuery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ForumCacheEndpointTest {
    private static final ThreadListQuery PLANTS = ThreadListQuery.of("plants", 1, 20);
    private static final ThreadListQuery TREES = ThreadListQuery.of("trees", 1, 20);

    private final ForumCacheService cache = ForumCacheService.builder(
                    EmbeddedBackend.withMaxSize(EmbeddedBackend.DEFAULT_MAX_SIZE))
            .build();
    private final ForumCacheEndpoint endpoint =
            new ForumCacheEndpoint(cache, new PendingInvalidations(cache, System::nanoTime));

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(ForumCacheAutoConfiguration.class));

    @Test
    void reportOfAnUnusedCacheHasEveryFieldInOrder() {
        String report = JsonMapper.shared().writeValueAsString(endpoint.report());

        assertThat(report).isEqualTo("""
                        {"backend":"embedded","state":"up","entries":0,"bytes":0,\
                        "thread":{"hits":0,"misses":0,"hit_rate":0.0,"target":0.35},\
                        "list":{"hits":0,"misses":0,"hit_rate":0.0,"target":0.25},\
                        "category":{"hits":0,"misses":0,"hit_rate":0.0,"target":0.5},\
                        "overall":{"hits":0,"misses":0,"hit_rate":0.0,"target":0.3},\
                        "fills":0,"refused_fills":0,"not_admitted":0,"invalidations":0,"pending_invalidations":0,"oldest_pending_seconds":0.0,\
                        "errors":0,"unreadable":0,\
                        "latency":{"p50_ms":0.0,"p99_ms":0.0}}""");
    }

    @Test
    void reportCountsWhatTheCacheDid() {
        cache.getThread("ficus", () -> Optional.of("Ficus"));
        cache.getThread("ficus", () -> Optional.of("Ficus"));
        cache.getThread("ficus", () -> Optional.of("Ficus"));
        cache.getCategory("plants", () -> Optional.of("Plants"));
        cache.invalidateThread("ficus");

        JsonNode report = JsonMapper.shared().valueToTree(endpoint.report());

        assertThat(report.at("/thread").toString())
                .isEqualTo("{\"hits\":2,\"misses\":1,\"hit_rate\":0.6667,\"target\":0.35}");
        assertThat(report.at("/overall/hit_rate").asDouble()).isEqualTo(0.5);
        assertThat(report.at("/fills").asInt()).isEqualTo(2);
        assertThat(report.at("/invalidations").asInt()).isEqualTo(1);
        assertThat(report.at("/entries").asInt()).isEqualTo(1);
        assertThat(report.at("/bytes").asInt()).isPositive();
    }

    @Test
    void reportTellsWhatTheBackendSaysOfItself() {
        CacheBackend remote = new RecordingBackend() {
            @Override
            public BackendStatus status() {
                return new BackendStatus("redis", "not connected", OptionalLong.empty(), OptionalLong.empty(), 7);
            }
        };

        ForumCacheService cache = ForumCacheService.builder(remote).build();

        String report = JsonMapper.shared()
                .writeValueAsString(CacheReport.of(cache, new PendingInvalidations(cache, System::nanoTime)));

        assertThat(report)
                .startsWith("{\"backend\":\"redis\",\"state\":\"not connected\",\"entries\":null,\"bytes\":null,")
                .contains("\"errors\":0,\"unreadable\":7,\"latency\"");
    }

    @Test
    void reportTellsOfServersAndOfCopies() {
        CacheBackend remote = new RecordingBackend() {
            @Override
            public BackendStatus status() {
                return new BackendStatus("redis", "up", OptionalLong.empty(), OptionalLong.empty(), 0)
                        .with(new ServersStatus(
                                "cluster",
                                List.of(new Server("Redis a:1", "up"), new Server("Redis b:2", "gone")),
                                "holding"))
                        .with(new NearStatus("serving", 3, 400, 5));
            }
        };
        ForumCacheService cache = ForumCacheService.builder(remote).build();

        String report = JsonMapper.shared()
                .writeValueAsString(CacheReport.of(cache, new PendingInvalidations(cache, System::nanoTime)));

        assertThat(report)
                .contains("\"servers\":{\"arrangement\":\"cluster\",\"fence\":\"holding\",\"nodes\":"
                        + "[{\"name\":\"Redis a:1\",\"state\":\"up\"},{\"name\":\"Redis b:2\",\"state\":\"gone\"}]},"
                        + "\"near\":{\"state\":\"serving\",\"entries\":3,\"bytes\":400,\"hits\":5,");
    }

    @Test
    void reportTellsWhatTheInspectorHasFound() {
        ForumCacheService inspected =
                ForumCacheService.builder(new RecordingBackend()).inspect(0.01).build();
        Inspection found = new Inspection(9_998, 1, 20, 3, 400, Duration.ofMillis(3_049));

        JsonNode unused = JsonMapper.shared()
                .valueToTree(CacheReport.of(inspected, new PendingInvalidations(inspected, System::nanoTime)));
        String figures = JsonMapper.shared().writeValueAsString(CacheReport.Inspected.of(found));

        assertThat(unused.at("/inspector/inspected").asInt(-1)).isZero();
        assertThat(figures)
                .isEqualTo("{\"inspected\":10022,\"consistent\":9998,\"inconsistent\":1,\"changed\":20,\"undecided\":3,"
                        + "\"dropped\":400,\"nines\":3.7,\"longest_seconds\":3.0}");
    }

    @Test
    void reportTellsHowLongLookUpsTakeInMilliseconds() {
        for (int i = 0; i < 2_000; i++) {
            cache.getThread("ficus");
        }

        CacheReport.Latency latency = endpoint.report().latency();

        assertThat(latency.p50()).isPositive().isLessThan(1_000);
        assertThat(latency.p99()).isGreaterThanOrEqualTo(latency.p50()).isLessThan(1_000);
    }

    @Test
    void everythingIsDropped() {
        fill();

        endpoint.clear();

        assertThat(cached()).isEmpty();
    }

    @Test
    void allListsAreDroppedAndNothingElse() {
        fill();

        assertThat(endpoint.clear("list")).isNull();

        assertThat(cached()).isEqualTo("thread category ");
    }

    @ParameterizedTest
    @CsvSource({
        "thread, ficus, plants-list trees-list category ",
        "list, plants, thread trees-list category ",
        "category, plants, thread plants-list trees-list ",
        "thread, unknown, thread plants-list trees-list category "
    })
    void whatIsNamedIsDroppedAndNothingElse(String kind, String slug, String left) {
        fill();

        assertThat(endpoint.clear(kind, slug)).isNull();

        assertThat(cached().trim()).isEqualTo(left.trim());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a*", "ümlaut", "a/b", "a:b", "%"})
    void badSlugIsRefusedAndDropsNothing(String slug) {
        fill();

        assertThat(endpoint.clear("thread", slug)).satisfies(refusedFor("slug"));

        assertThat(cached()).isEqualTo("thread plants-list trees-list category ");
    }

    @Test
    void slugOfMoreThan255CharactersIsRefused() {
        assertThat(endpoint.clear("list", "x".repeat(256))).satisfies(refusedFor("slug"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"threads", "Thread", "all", ""})
    void unknownKindIsRefused(String kind) {
        assertThat(endpoint.clear(kind)).satisfies(refusedFor("kind"));
        assertThat(endpoint.clear(kind, "ficus")).satisfies(refusedFor("kind"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"thread", "category"})
    void kindThatNeedsASlugIsRefusedWithoutOne(String kind) {
        assertThat(endpoint.clear(kind)).satisfies(refusedFor("slug"));
    }

    @Test
    void administrationIsThereOnlyIfExposed() {
        runner.run(context -> assertThat(context).doesNotHaveBean(ForumCacheEndpoint.class));
        runner.withPropertyValues("management.endpoints.web.exposure.include=forumcache")
                .run(context ->
                        assertThat(context.getBean(ForumCacheEndpoint.class)).isNotNull());
    }

    @Test
    void cacheNeedsNoActuatorOnTheClassPath() {
        runner.withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate"))
                .run(context -> assertThat(context)
                        .hasSingleBean(ForumCacheService.class)
                        .doesNotHaveBean("forumCacheEndpoint"));
    }

    private void fill() {
        cache.setThread("ficus", "Ficus");
        cache.setThreadList(PLANTS, "plants");
        cache.setThreadList(TREES, "trees");
        cache.setCategory("plants", "Plants");
    }

    /** The names of what {@link #fill} stored and is still there. */
    private String cached() {
        return name("thread", cache.getThread("ficus"))
                + name("plants-list", cache.getThreadList(PLANTS))
                + name("trees-list", cache.getThreadList(TREES))
                + name("category", cache.getCategory("plants"));
    }

    private static String name(String name, Optional<?> document) {
        return document.isPresent() ? name + " " : "";
    }

    private static Consumer<WebEndpointResponse<ForumCacheEndpoint.Refusal>> refusedFor(String parameter) {
        return response -> {
            assertThat(response.getStatus()).isEqualTo(400);
            assertThat(response.getBody())
                    .extracting(ForumCacheEndpoint.Refusal::parameter)
                    .isEqualTo(parameter);
        };
    }
}
