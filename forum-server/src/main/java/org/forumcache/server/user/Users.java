package org.forumcache.server.user;

import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.forumcache.server.Timestamps;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The forum's accounts and the tokens they write with. Safe for all threads. */
@Service
public class Users {
    private final UserRepository repository;
    private final Clock clock;

    Users(UserRepository repository, Clock clock) {
        this.repository = repository;
        this.clock = clock;
    }

    /** The account that a token belongs to. */
    public Optional<Member> holding(String token) {
        TokenHash hash = TokenHash.of(token);
        return repository.findByPrefix(hash.prefix()).stream()
                .filter(candidate -> candidate.hash().matches(hash))
                .map(UserRepository.Candidate::member)
                .findFirst();
    }

    /** Adds an account. */
    @Transactional
    public Member add(String username, @Nullable String avatarUrl, Role role) {
        Member member = new Member(UUID.randomUUID(), username, role);
        repository.insert(member, avatarUrl, Timestamps.now(clock));
        return member;
    }

    /** Lets an account write with a token, of which only the hash is stored. Granting it once more changes nothing. */
    @Transactional
    public void grant(Member member, String token) {
        if (holding(token).filter(member::equals).isEmpty()) {
            repository.insertToken(UUID.randomUUID(), member.id(), TokenHash.of(token), Timestamps.now(clock));
        }
    }
}
