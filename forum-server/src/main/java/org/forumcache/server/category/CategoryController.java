package org.forumcache.server.category;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import org.forumcache.CacheRead;
import org.forumcache.Invalidation;
import org.forumcache.server.web.JsonReply;
import org.forumcache.server.web.Refusal;
import org.forumcache.server.web.Slug;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Categories over HTTP. */
@RestController
@RequestMapping(path = "/api/categories", produces = MediaType.APPLICATION_JSON_VALUE)
class CategoryController {
    private static final String NOT_FOUND = "Category not found.";

    private final Categories categories;
    private final JsonReply reply;

    CategoryController(Categories categories, JsonReply reply) {
        this.categories = categories;
        this.reply = reply;
    }

    @GetMapping
    void overview(HttpServletRequest request, HttpServletResponse response) throws IOException {
        reply.send(categories.overview(), NOT_FOUND, request, response);
    }

    @GetMapping("/{slug}")
    void category(@PathVariable String slug, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (slug.equals(Invalidation.ALL)) {
            // The overview has this key; no category ever gets the name.
            throw Refusal.notFound(NOT_FOUND);
        }
        CacheRead read = categories.read(Slug.require("slug", slug));
        reply.send(read, NOT_FOUND, request, response);
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<CategoryDocument> add(@RequestBody JsonNode body) {
        CategoryDocument added = categories.add(CategoryFields.added(body));
        return ResponseEntity.created(URI.create("/api/categories/" + added.slug()))
                .body(added);
    }

    @PatchMapping(path = "/{slug}", consumes = MediaType.APPLICATION_JSON_VALUE)
    CategoryDocument edit(@PathVariable String slug, @RequestBody JsonNode body) {
        return categories.edit(Slug.require("slug", slug), body);
    }
}
