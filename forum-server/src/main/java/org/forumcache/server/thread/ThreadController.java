package org.forumcache.server.thread;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import org.forumcache.CacheRead;
import org.forumcache.server.user.Member;
import org.forumcache.server.web.JsonReply;
import org.forumcache.server.web.Slug;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
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

/** Threads over HTTP. */
@RestController
@RequestMapping(path = "/api/threads", produces = MediaType.APPLICATION_JSON_VALUE)
class ThreadController {
    private static final String NOT_FOUND = "Thread not found.";

    private final ThreadPages pages;
    private final Threads threads;
    private final ThreadViews views;
    private final JsonReply reply;

    ThreadController(ThreadPages pages, Threads threads, ThreadViews views, JsonReply reply) {
        this.pages = pages;
        this.views = views;
        this.threads = threads;
        this.reply = reply;
    }

    @GetMapping
    void list(HttpServletRequest request, HttpServletResponse response) throws IOException {
        reply.send(pages.list(ThreadListRequest.of(request.getParameterMap())), NOT_FOUND, request, response);
    }

    @GetMapping("/{slug}")
    void thread(@PathVariable String slug, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        CacheRead read = pages.read(Slug.require("slug", slug));
        reply.send(read, NOT_FOUND, request, response);
        if (request.getMethod().equals(HttpMethod.GET.name())) {
            views.viewed(slug);
        }
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ThreadDocument> add(@RequestBody JsonNode body, @AuthenticationPrincipal Member member) {
        ThreadDocument added = threads.add(ThreadWrite.added(body), member);
        return ResponseEntity.created(URI.create("/api/threads/" + added.slug()))
                .body(added);
    }

    @PatchMapping(path = "/{slug}", consumes = MediaType.APPLICATION_JSON_VALUE)
    ThreadDocument edit(@PathVariable String slug, @RequestBody JsonNode body, @AuthenticationPrincipal Member member) {
        return threads.edit(Slug.require("slug", slug), ThreadWrite.edited(body), member);
    }

    @DeleteMapping("/{slug}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String slug, @AuthenticationPrincipal Member member) {
        threads.delete(Slug.require("slug", slug), member);
    }
}
