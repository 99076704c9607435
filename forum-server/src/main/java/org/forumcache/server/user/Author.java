package org.forumcache.server.user;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** An account as threads and posts show it. */
@JsonNaming(SnakeCaseStrategy.class)
public record Author(UUID id, String username, @Nullable String avatarUrl) {
    /** The columns {@link #read} reads, of {@code forum_user} under the alias {@code u}. */
    public static final String COLUMNS = "u.id as author_id, u.username as author_name, u.avatar_url as author_avatar";

    /** The author in a row that has the {@link #COLUMNS}. */
    public static Author read(ResultSet row) throws SQLException {
        return new Author(
                row.getObject("author_id", UUID.class), row.getString("author_name"), row.getString("author_avatar"));
    }
}
