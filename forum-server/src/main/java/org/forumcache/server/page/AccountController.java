package org.forumcache.server.page;

import java.util.UUID;
import org.forumcache.server.user.Member;
import org.forumcache.server.user.Role;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells the holder of a token whose it is, so that a page can show what its account may change. */
@RestController
class AccountController {

    @GetMapping(path = "/account", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Account> account(@AuthenticationPrincipal Member member) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new Account(member.id(), member.username(), member.role() == Role.ADMIN));
    }

    /** An account as its holder sees it. */
    record Account(UUID id, String username, boolean administrator) {}
}
