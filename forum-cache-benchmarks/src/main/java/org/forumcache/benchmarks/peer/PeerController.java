package org.forumcache.benchmarks.peer;

import org.forumcache.benchmarks.peer.PeerDocuments.Category;
import org.forumcache.benchmarks.peer.PeerDocuments.ThreadList;
import org.forumcache.benchmarks.peer.PeerDocuments.ThreadPage;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The cached reads over HTTP; each answer is written from the cached objects, as message converters do. */
@RestController
class PeerController {
    private final PeerPages pages;

    PeerController(PeerPages pages) {
        this.pages = pages;
    }

    @GetMapping("/api/threads/{slug}")
    ResponseEntity<ThreadPage> thread(@PathVariable String slug) {
        return ResponseEntity.of(pages.thread(slug));
    }

    @GetMapping("/api/threads")
    ThreadList list(
            @RequestParam(defaultValue = "all") String category,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "20") int limit) {
        return pages.list(category, page, limit);
    }

    @GetMapping("/api/categories/{slug}")
    ResponseEntity<Category> category(@PathVariable String slug) {
        return ResponseEntity.of(pages.category(slug));
    }
}
