package org.forumcache.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.forumcache.EntryKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutePatternTest {
    private static final EntryKey ROSES = EntryKey.category("roses");

    @ParameterizedTest
    @CsvSource({
        "/api/threads/{slug}, /api/threads/root-rot, root-rot",
        "/t/{slug}/full, /t/A_b-9/full, A_b-9",
        "/{slug}, /x, x"
    })
    void theVariableStandsForASlug(String pattern, String path, String slug) {
        assertThat(RoutePattern.of(pattern).slug(path)).isEqualTo(slug);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/threads/",
                "/api/threads",
                "/api/threads/a/",
                "/api/threads/a/b",
                "/api/threads//a",
                "/api/threads/..",
                "/api/threads/../threads/a",
                "/api/threads/./a",
                "/api/threads/a%62",
                "/api/threads/%2e%2e",
                "/api/threads/a;b=c",
                "/api/threads;x/a",
                "/api/threads/a.json",
                "/api/threads/a b",
                "/api/threads/ä",
                "/api/threads/a\u0000",
                "//api/threads/a",
                "/API/threads/a",
                "/api/threads\\a",
                "api/threads/a",
                "http://forum/api/threads/a",
                "*",
                ""
            })
    void whateverElseStandsThereIsAnotherPath(String path) {
        assertThat(RoutePattern.of("/api/threads/{slug}").slug(path)).isNull();
    }

    @Test
    void slugsAreOfAtMost255Characters() {
        RoutePattern pattern = RoutePattern.of("/t/{slug}");

        assertThat(pattern.slug("/t/" + "a".repeat(255))).hasSize(255);
        assertThat(pattern.slug("/t/" + "a".repeat(256))).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "t/{slug}",
                "/",
                "/t/",
                "//t",
                "/t/../{slug}",
                "/t/{slug",
                "/t/x{slug}",
                "/t/*",
                "/t/a%20b",
                "/t/{a}/{b}",
                "/t/{}"
            })
    void aPatternThatIsNoneIsRefusedWithTheRemedy(String pattern) {
        assertThatThrownBy(() -> RoutePattern.of(pattern))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the cached route " + pattern)
                .hasMessageContaining("such as /api/threads/{slug}");
    }

    @ParameterizedTest
    @CsvSource({
        "/t/{slug}, /t/{thread}, true",
        "/t/{slug}, /t/new, true",
        "/t/{slug}, /t/a.json, false",
        "/t/{slug}, /c/{slug}, false",
        "/t/{slug}, /t/{slug}/posts, false",
        "/{a}/x, /t/{b}, true",
        "/t, /t, true"
    })
    void patternsOverlapWhereAPathIsOfBoth(String one, String other, boolean overlap) {
        assertThat(RoutePattern.of(one).overlaps(RoutePattern.of(other))).isEqualTo(overlap);
        assertThat(RoutePattern.of(other).overlaps(RoutePattern.of(one))).isEqualTo(overlap);
    }

    @Test
    void aRouteThatIsDeclaredTwiceIsRefused() {
        assertThatThrownBy(() -> CachedRoutes.of(CachedRoute.thread("/t/{slug}"), CachedRoute.category("/t/{slug}")))
                .hasMessage("the cached route /t/{slug} is declared twice; remove one of them");
    }

    @Test
    void routesThatShareAPathAreRefused() {
        assertThatThrownBy(() -> CachedRoutes.of(CachedRoute.thread("/t/{slug}"), CachedRoute.of("/t/new", ROSES)))
                .hasMessageContaining("/t/new has paths in common with /t/{slug}");
    }

    @Test
    void aRouteOfSlugsNeedsAVariableAndAFixedOneHasNone() {
        assertThatThrownBy(() -> CachedRoute.thread("/t")).hasMessageContaining("has no variable for the slug");
        assertThatThrownBy(() -> CachedRoute.of("/t/{slug}", ROSES)).hasMessageContaining("write a fixed path");
        assertThatThrownBy(() -> CachedRoute.list("/t/{slug}", query -> ROSES))
                .hasMessageContaining("write a fixed path");
        assertThatThrownBy(() -> CachedRoute.of("/t", ROSES).onHit(slug -> {})).hasMessageContaining("leave onHit out");
    }
}
