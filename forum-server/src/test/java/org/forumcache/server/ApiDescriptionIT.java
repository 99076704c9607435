package org.forumcache.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The description of the API; that every answer is as described, all tests check that use {@link Forum}. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:forum;DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=1500",
            "forum.demo.enabled=false"
        })
@Import(ForumClients.class)
class ApiDescriptionIT {
    @Autowired
    Forum forum;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping controllers;

    @Test
    void describesEveryOperationOfTheApiAndNoOther() {
        Set<String> served = new TreeSet<>();
        controllers
                .getHandlerMethods()
                .keySet()
                .forEach(mapping -> mapping.getPatternValues().stream()
                        .filter(path -> path.startsWith("/api/"))
                        .forEach(path -> mapping.getMethodsCondition()
                                .getMethods()
                                .forEach(method -> served.add(method + " " + path))));

        assertThat(operations("/api/")).isEqualTo(served);
    }

    @Test
    void describesEveryOperationOfTheCachesAdministration() {
        assertThat(operations("/actuator/"))
                .containsExactly(
                        "DELETE /actuator/forumcache",
                        "DELETE /actuator/forumcache/list",
                        "DELETE /actuator/forumcache/{family}/{slug}",
                        "GET /actuator/forumcache");
    }

    @Test
    void everyWriteAndWhatOnlyAdministratorsSeeAskForAToken() {
        Map<String, Object> paths = Reply.map(description().json().get("paths"));

        paths.forEach((path, operations) -> Reply.map(operations).forEach((method, operation) -> {
            if (!method.equals("parameters")) {
                boolean open = method.equals("get") && path.startsWith("/api/");
                assertThat(Reply.map(operation).containsKey("security"))
                        .as(method + " " + path)
                        .isNotEqualTo(open);
            }
        }));
    }

    @Test
    void anAnswerThatIsNotAsDescribedIsFound() {
        ApiContract contract = new ApiContract(description().text().replace("\"view_count\"", "\"views\""));
        String thread = "/api/threads/" + forum.thread(forum.category());
        Reply answer = forum.get(thread).ok();

        assertThatThrownBy(() -> contract.check("GET", thread, answer))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("view");
    }

    @Test
    void isRevalidated() {
        String tag = description().header("ETag");

        assertThat(forum.get("/v3/api-docs", "If-None-Match", tag).is(304).body())
                .isEmpty();
    }

    @Test
    void canBeBrowsedAndAsksNobodyForAToken() {
        String address = "http://127.0.0.1:" + forum.port();
        String thread = forum.thread(forum.category());
        try (Chromium chromium = Chromium.start();
                Visitor visitor = chromium.visitor(address)) {
            visitor.open("/api-docs");
            visitor.page()
                    .locator("#operations-threads-readThread .opblock-summary")
                    .click();
            visitor.page().getByText("Try it out").click();
            visitor.page().getByPlaceholder("slug").fill(thread);
            visitor.page().getByText("Execute").first().click();

            assertThat(visitor.page().locator("#operations-threads-readThread .live-responses-table"))
                    .containsText(thread);
            assertThat(visitor.page().locator(".authorize")).hasCount(0);
            assertThat(visitor.page().locator(".authorization__btn")).hasCount(0);
        }
    }

    private Reply description() {
        return forum.get("/v3/api-docs").ok();
    }

    private Set<String> operations(String prefix) {
        Set<String> described = new TreeSet<>();
        Reply.map(description().json().get("paths")).forEach((path, operations) -> {
            if (path.startsWith(prefix)) {
                Reply.map(operations).keySet().stream()
                        .filter(method -> !method.equals("parameters"))
                        .forEach(method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path));
            }
        });
        return described;
    }
}
