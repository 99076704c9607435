package org.forumcache.server.dashboard;

import java.util.HexFormat;
import java.util.Locale;
import org.forumcache.CacheEntry;
import org.forumcache.EntryDetails;
import org.forumcache.EntryKey;
import org.forumcache.Token;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.databind.json.JsonMapper;

/**
 * What lies at a key, as the dashboard shows it.
 *
 * @param group the category that the entry is dropped with, or {@code null} if it stands alone
 * @param state {@code stored}, {@code loading}, {@code nothing} or {@code unreachable}
 * @param entry what is stored, if anything is
 */
record EntryDocument(
        String key,
        String kind,
        @Nullable String group,
        String state,
        @Nullable Stored entry) {

    /**
     * A stored entry.
     *
     * @param size of the JSON text, in bytes
     * @param storedSize of what is held of it: less if it is compressed
     * @param json the document, or {@code null} if the entry says that there is none
     */
    @JsonNaming(SnakeCaseStrategy.class)
    record Stored(
            String stamp,
            long ageMs,
            long timeLeftMs,
            double loadMs,
            int size,
            int storedSize,
            String etag,
            @Nullable JsonNode json) {

        static Stored of(CacheEntry entry, EntryDetails details, JsonMapper mapper) {
            return new Stored(
                    hex(entry.stamp()),
                    details.age().toMillis(),
                    details.timeLeft().toMillis(),
                    entry.loadTime().toNanos() / 1e6,
                    entry.size(),
                    entry.bytes().length,
                    entry.etag(),
                    entry.isAbsent() ? null : mapper.readTree(entry.utf8()));
        }

        private static String hex(Token token) {
            HexFormat format = HexFormat.of();
            return format.toHexDigits(token.high()) + format.toHexDigits(token.low());
        }
    }

    static EntryDocument of(EntryKey key, EntryDetails details, JsonMapper mapper) {
        CacheEntry entry = details.entry();
        return new EntryDocument(
                key.text(),
                key.kind().label(),
                key.group(),
                details.state().name().toLowerCase(Locale.ROOT),
                entry == null ? null : Stored.of(entry, details, mapper));
    }
}
