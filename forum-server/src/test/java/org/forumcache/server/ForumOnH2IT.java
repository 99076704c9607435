package org.forumcache.server;

import org.junit.jupiter.api.Nested;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

/** The whole contract on H2. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:forum;DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=1500",
            "forum.demo.enabled=false"
        })
@Import(ForumClients.class)
class ForumOnH2IT {

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
