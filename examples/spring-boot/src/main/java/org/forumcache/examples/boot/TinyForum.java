package org.forumcache.examples.boot;

import java.util.List;
import java.util.Optional;
import org.forumcache.ForumCacheService;
import org.forumcache.ForumEvent;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** A forum of one category: reads are bytes from the cache, writes say what they changed. */
@SpringBootApplication
@RestController
public class TinyForum {
    private final ForumCacheService cache;
    private final JdbcClient database;
    private final ApplicationEventPublisher events;

    TinyForum(ForumCacheService cache, JdbcClient database, ApplicationEventPublisher events) {
        this.cache = cache;
        this.database = database;
        this.events = events;
    }

    @GetMapping(path = "/threads/{slug}", produces = "application/json")
    ResponseEntity<byte[]> thread(@PathVariable String slug) {
        return ResponseEntity.of(cache.getThread(slug, () -> posts(slug)).map(page -> page.utf8()));
    }

    private Optional<List<String>> posts(String slug) {
        List<String> posts = database.sql("SELECT content FROM post WHERE thread = ? ORDER BY id")
                .param(slug)
                .query(String.class)
                .list();
        return posts.isEmpty() ? Optional.empty() : Optional.of(posts);
    }

    /** Commits, makes the thread's page outdated, and only then answers. */
    @PostMapping("/threads/{slug}")
    @Transactional
    public void reply(@PathVariable String slug, @RequestBody String text) {
        database.sql("INSERT INTO post (thread, content) VALUES (?, ?)")
                .params(slug, text)
                .update();
        events.publishEvent(new ForumEvent.PostCreated(slug, "ferns"));
    }

    public static void main(String[] args) {
        SpringApplication.run(TinyForum.class, args);
    }
}
