package org.forumcache.server;

import org.junit.jupiter.api.Nested;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The whole contract on PostgreSQL. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "forum.demo.enabled=false")
@Import(ForumClients.class)
class ForumOnPostgresIT {

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry properties) {
        properties.add("spring.datasource.url", () -> Postgres.SHARED.getJdbcUrl("postgres", "postgres"));
    }

    @Nested
    class Reads extends ReadsContract {}

    @Nested
    class Writes extends WritesContract {}

    @Nested
    class Freshness extends FreshnessContract {}

    @Nested
    class Revalidation extends RevalidationContract {}

    @Nested
    class BadInput extends BadInputContract {}

    @Nested
    class Refusals extends RefusalsContract {}

    @Nested
    class Races extends RacesContract {}
}
