package org.forumcache.server.dashboard;

import jakarta.servlet.http.HttpServletRequest;
import org.forumcache.EntryKey;
import org.forumcache.ForumCacheService;
import org.forumcache.server.thread.ThreadListKeys;
import org.forumcache.server.web.Refusal;
import org.forumcache.server.web.Slug;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** What lies in the cache, one entry at a time. */
@RestController
@RequestMapping(path = "/cache/entries", produces = MediaType.APPLICATION_JSON_VALUE)
class EntryController {
    private final ForumCacheService cache;
    private final JsonMapper mapper;

    EntryController(ForumCacheService cache, JsonMapper mapper) {
        this.cache = cache;
        this.mapper = mapper;
    }

    @GetMapping("/thread/{slug}")
    ResponseEntity<EntryDocument> thread(@PathVariable String slug) {
        return entry(EntryKey.thread(Slug.require("slug", slug)));
    }

    @GetMapping("/category/{slug}")
    ResponseEntity<EntryDocument> category(@PathVariable String slug) {
        return entry(EntryKey.category(Slug.require("slug", slug)));
    }

    /** A page of a list, named by the parameters of {@code /api/threads}. */
    @GetMapping("/list")
    ResponseEntity<EntryDocument> list(HttpServletRequest request) {
        return entry(ThreadListKeys.of(request.getParameterMap()));
    }

    @GetMapping("/key")
    ResponseEntity<EntryDocument> key(@RequestParam(defaultValue = "") String key) {
        try {
            return entry(EntryKey.parse(key));
        } catch (IllegalArgumentException e) {
            throw Refusal.badInput("key", "key must be the key of a thread, list or category, as the log shows them.");
        }
    }

    private ResponseEntity<EntryDocument> entry(EntryKey key) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(EntryDocument.of(key, cache.details(key), mapper));
    }
}
