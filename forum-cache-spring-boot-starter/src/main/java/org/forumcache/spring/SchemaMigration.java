package org.forumcache.spring;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * Creates the tables of {@link InvalidationSchema} with Flyway, which keeps their history in a table of its own, so that
 * the versions of the application's migrations and of these never meet. Processes that start at once take turns.
 */
final class SchemaMigration implements Runnable {
    static final String HISTORY = "forum_cache_schema_history";

    private final FluentConfiguration configuration;

    /** @param application the application's own Flyway, whose user may be the only one to create tables */
    SchemaMigration(DataSource dataSource, @Nullable Flyway application) {
        configuration = Flyway.configure()
                .dataSource(dataSource)
                .locations("classpath:" + InvalidationSchema.LOCATION)
                .table(HISTORY)
                .baselineOnMigrate(true)
                .baselineVersion("0");
        if (application != null) {
            sameDatabase(application.getConfiguration());
        }
    }

    private void sameDatabase(Configuration application) {
        if (application.getDataSource() != null) {
            configuration.dataSource(application.getDataSource());
        }
        configuration.schemas(application.getSchemas());
        if (application.getDefaultSchema() != null) {
            configuration.defaultSchema(application.getDefaultSchema());
        }
    }

    @Override
    public void run() {
        configuration.load().migrate();
    }
}
