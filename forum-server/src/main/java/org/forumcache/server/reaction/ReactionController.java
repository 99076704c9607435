package org.forumcache.server.reaction;

import org.forumcache.server.user.Member;
import org.forumcache.server.web.Ids;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Reactions over HTTP. */
@RestController
@RequestMapping(path = "/api/posts/{id}/reactions/{reaction}", produces = MediaType.APPLICATION_JSON_VALUE)
class ReactionController {
    private final Reactions reactions;

    ReactionController(Reactions reactions) {
        this.reactions = reactions;
    }

    @PutMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void add(@PathVariable String id, @PathVariable String reaction, @AuthenticationPrincipal Member member) {
        reactions.add(reaction(id, reaction, member));
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable String id, @PathVariable String reaction, @AuthenticationPrincipal Member member) {
        reactions.remove(reaction(id, reaction, member));
    }

    private static Reaction reaction(String id, String kind, Member member) {
        return new Reaction(Ids.require("id", id), member.id(), ReactionKind.labelled(kind));
    }
}
