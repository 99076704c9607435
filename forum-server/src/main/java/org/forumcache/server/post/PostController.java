package org.forumcache.server.post;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import java.util.UUID;
import org.forumcache.server.user.Member;
import org.forumcache.server.web.Ids;
import org.forumcache.server.web.JsonBody;
import org.forumcache.server.web.JsonReply;
import org.forumcache.server.web.Paging;
import org.forumcache.server.web.Slug;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Posts over HTTP. */
@RestController
@RequestMapping(path = "/api", produces = MediaType.APPLICATION_JSON_VALUE)
class PostController {
    private static final String CONTENT = "content";
    private static final Set<String> FIELDS = Set.of(CONTENT);

    private final Posts posts;
    private final JsonReply reply;

    PostController(Posts posts, JsonReply reply) {
        this.posts = posts;
        this.reply = reply;
    }

    @GetMapping("/threads/{slug}/posts")
    void page(@PathVariable String slug, HttpServletRequest request, HttpServletResponse response) throws IOException {
        PostPage page = posts.page(Slug.require("slug", slug), Paging.of(request.getParameterMap()));
        reply.send(page, request, response);
    }

    @PostMapping(path = "/threads/{slug}/posts", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    PostDocument add(@PathVariable String slug, @RequestBody JsonNode body, @AuthenticationPrincipal Member member) {
        return posts.reply(Slug.require("slug", slug), member, content(body));
    }

    @PatchMapping(path = "/posts/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
    PostDocument edit(@PathVariable String id, @RequestBody JsonNode body, @AuthenticationPrincipal Member member) {
        UUID post = Ids.require("id", id);
        return posts.edit(post, member, content(body));
    }

    @DeleteMapping("/posts/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String id, @AuthenticationPrincipal Member member) {
        posts.delete(Ids.require("id", id), member);
    }

    private static String content(JsonNode body) {
        return JsonBody.of(body, FIELDS).text(CONTENT, Posts.CONTENT);
    }
}
