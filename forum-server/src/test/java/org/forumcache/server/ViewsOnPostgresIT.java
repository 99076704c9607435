package org.forumcache.server;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Views counted in PostgreSQL. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"forum.demo.enabled=false", "forum.views.flush-interval=200ms"})
@Import(ForumClients.class)
class ViewsOnPostgresIT extends ViewsContract {

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry properties) {
        properties.add("spring.datasource.url", () -> Postgres.SHARED.getJdbcUrl("postgres", "postgres"));
    }
}
