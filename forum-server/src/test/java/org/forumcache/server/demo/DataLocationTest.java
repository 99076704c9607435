package org.forumcache.server.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataLocationTest {

    @ParameterizedTest
    @CsvSource({
        "jdbc:h2:file:./data/forum;DB_CLOSE_ON_EXIT=FALSE, data/forum.mv.db",
        "jdbc:h2:./data/forum, data/forum.mv.db"
    })
    void anH2DatabaseLiesInAFile(String url, String file) {
        assertThat(DataLocation.of(url))
                .isEqualTo(Path.of(file).toAbsolutePath().toString());
    }

    @Test
    void aFileInTheHomeDirectoryIsFound() {
        assertThat(DataLocation.of("jdbc:h2:~/forum"))
                .isEqualTo(
                        Path.of(System.getProperty("user.home"), "forum.mv.db").toString());
    }

    @ParameterizedTest
    @CsvSource({
        "'jdbc:h2:mem:forum;DB_CLOSE_DELAY=-1', 'memory, until the server stops'",
        "'jdbc:h2:tcp://db.example/forum;USER=sa;PASSWORD=secret', jdbc:h2:tcp://db.example/forum",
        "'jdbc:postgresql://db.example:5432/forum?user=me&password=secret', jdbc:postgresql://db.example:5432/forum",
        "jdbc:postgresql://me:secret@db.example/forum, jdbc:postgresql://db.example/forum"
    })
    void otherDatabasesAreNamedWithoutPasswords(String url, String location) {
        assertThat(DataLocation.of(url)).isEqualTo(location);
    }
}
