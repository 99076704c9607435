package org.forumcache.server.user;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.forumcache.server.Timestamps;
import org.forumcache.server.Writes;
import org.springframework.stereotype.Service;

/**
 * Tokens of the user {@code admin} that the server gives out itself, at most one for each purpose. Only their hashes
 * are stored. Safe for all threads, and for several servers on one database.
 */
@Service
public class AdministratorTokens {
    private static final String ADMINISTRATOR = "admin";

    private final UserRepository repository;
    private final Writes writes;
    private final Clock clock;

    AdministratorTokens(UserRepository repository, Writes writes, Clock clock) {
        this.repository = repository;
        this.writes = writes;
        this.clock = clock;
    }

    /** Makes a token valid and the one given out before for this purpose void. The user is added if missing. */
    public void issue(String purpose, String token) {
        TokenHash hash = TokenHash.of(token);
        writes.runUntilUnique(() -> {
            UUID id = idFor(purpose);
            Instant now = Timestamps.now(clock);
            Member administrator = repository.find(ADMINISTRATOR).orElseGet(() -> added(now));
            repository.deleteToken(id);
            repository.deleteToken(hash);
            repository.insertToken(id, administrator.id(), hash, now);
            return administrator;
        });
    }

    /** Makes void whatever was given out for this purpose. */
    public void withdraw(String purpose) {
        writes.run(() -> repository.deleteToken(idFor(purpose)));
    }

    /** Makes a token void. Another one, even for the same purpose, stays valid. */
    public void withdrawToken(String token) {
        writes.run(() -> repository.deleteToken(TokenHash.of(token)));
    }

    private Member added(Instant now) {
        Member administrator = new Member(UUID.randomUUID(), ADMINISTRATOR, Role.ADMIN);
        repository.insert(administrator, null, now);
        return administrator;
    }

    /** The same row for a purpose in every run, so that the next run finds what the one before left. */
    private static UUID idFor(String purpose) {
        return UUID.nameUUIDFromBytes(("administrator-token/" + purpose).getBytes(StandardCharsets.UTF_8));
    }
}
