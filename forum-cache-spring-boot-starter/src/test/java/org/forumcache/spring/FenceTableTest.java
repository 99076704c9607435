package org.forumcache.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.forumcache.CacheBackendException;
import org.forumcache.Token;
import org.forumcache.redis.FenceRow.Word;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The row of the fence on H2; {@code StrictOnPostgresIT} uses one on PostgreSQL. */
class FenceTableTest {
    private final JdbcConnectionPool pool =
            JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "", "");
    private final FenceTable table = new FenceTable(pool);

    @BeforeEach
    void create() {
        pool.setLoginTimeout(1);
        new ResourceDatabasePopulator(new ClassPathResource(InvalidationSchema.SCRIPT)).execute(pool);
    }

    @AfterEach
    void close() {
        table.close();
        pool.dispose();
    }

    private static Word another() {
        return new Word(Token.random(), Token.random(), Token.random());
    }

    private JdbcClient sql() {
        return JdbcClient.create(pool);
    }

    @Test
    void theRowBeginsByItselfAndStaysTheSame() {
        Word first = table.read();

        assertThat(table.read()).isEqualTo(first);
        assertThat(first.servers()).isEqualTo(new Token(0, 0));
    }

    @Test
    void processesThatBeginAtOnceReadTheSame() {
        List<FenceTable> tables =
                Stream.generate(() -> new FenceTable(pool)).limit(8).toList();

        List<CompletableFuture<Word>> words = tables.stream()
                .map(each -> CompletableFuture.supplyAsync(each::read))
                .toList();

        assertThat(words.stream().map(CompletableFuture::join).distinct()).hasSize(1);
        tables.forEach(FenceTable::close);
    }

    @Test
    void whatIsReplacedIsReadByOthers() {
        try (FenceTable other = new FenceTable(pool)) {
            Word next = another();

            assertThat(table.replace(other.read(), next)).isTrue();

            assertThat(other.read()).isEqualTo(next);
        }
    }

    @Test
    void whatIsNotAsExpectedIsNotReplaced() {
        Word first = table.read();
        Word second = another();
        table.replace(first, second);

        assertThat(table.replace(first, another())).isFalse();
        assertThat(table.replace(new Word(second.epoch(), second.servers(), Token.random()), another()))
                .isFalse();

        assertThat(table.read()).isEqualTo(second);
    }

    @Test
    void itCommitsByItselfWhateverTheCallersTransactionDoes() {
        Word raised = another();

        new TransactionTemplate(new JdbcTransactionManager(pool)).executeWithoutResult(transaction -> {
            table.replace(table.read(), raised);
            transaction.setRollbackOnly();
        });

        assertThat(table.read()).isEqualTo(raised);
    }

    @Test
    void itNeedsNoConnectionOfAPoolThatIsExhausted() {
        table.read();
        pool.setMaxConnections(1);

        assertThat(table.read()).isNotNull();
    }

    @Test
    void aTableThatIsGoneFailsAndIsUsedAgainOnceItIsBack() {
        Word before = table.read();
        sql().sql("ALTER TABLE cache_fence RENAME TO away").update();

        assertThatThrownBy(table::read)
                .isInstanceOf(CacheBackendException.class)
                .hasMessageContaining("cache_fence");

        sql().sql("ALTER TABLE away RENAME TO cache_fence").update();
        assertThat(table.read()).isEqualTo(before);
    }

    @Test
    void aDamagedRowFailsWithTheRemedy() {
        table.read();
        sql().sql("UPDATE cache_fence SET epoch = 'x'").update();

        assertThatThrownBy(table::read)
                .isInstanceOf(CacheBackendException.class)
                .hasMessageContaining("delete it, and it begins anew");
    }

    @Test
    void closingGivesTheConnectionBack() {
        table.read();
        int before = pool.getActiveConnections();

        table.close();

        assertThat(pool.getActiveConnections()).isEqualTo(before - 1);
    }
}
