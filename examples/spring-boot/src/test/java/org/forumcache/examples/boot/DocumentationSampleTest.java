package org.forumcache.examples.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.forumcache.CachedJson;
import org.forumcache.ForumCacheService;
import org.forumcache.ForumEvent;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/** The samples of the README and of the page on migrating, compiled, and those of this library also run. */
@SpringBootTest(properties = "spring.datasource.generate-unique-name=true")
class DocumentationSampleTest {
    @Autowired
    Replies replies;

    @Autowired
    After after;

    @Test
    void aReplyIsInTheNextRead() {
        replies.reply("watering", "How often?");
        Optional<CachedJson> before = after.thread("watering");
        replies.reply("watering", "Less.");

        assertThat(before).hasValueSatisfying(page -> assertThat(page).hasToString("{\"posts\":[\"How often?\"]}"));
        assertThat(after.thread("watering"))
                .hasValueSatisfying(page -> assertThat(page).hasToString("{\"posts\":[\"How often?\",\"Less.\"]}"));
    }

    record ThreadPage(List<String> posts) {}

    static class Posts {
        private final JdbcClient database;

        Posts(JdbcClient database) {
            this.database = database;
        }

        void insert(String slug, String text) {
            database.sql("INSERT INTO post (thread, content) VALUES (?, ?)")
                    .params(slug, text)
                    .update();
        }

        ThreadPage load(String slug) {
            return new ThreadPage(database.sql("SELECT content FROM post WHERE thread = ? ORDER BY id")
                    .param(slug)
                    .query(String.class)
                    .list());
        }
    }

    static class Replies {
        private final Posts posts;
        private final ApplicationEventPublisher events;

        Replies(Posts posts, ApplicationEventPublisher events) {
            this.posts = posts;
            this.events = events;
        }

        private static String categoryOf(String slug) {
            return slug.isEmpty() ? slug : "ferns";
        }

        @Transactional
        public void reply(String slug, String text) {
            posts.insert(slug, text);
            events.publishEvent(new ForumEvent.PostCreated(slug, categoryOf(slug)));
        } // committed, then invalidated, then this method returns
    }

    static class Before {
        private final Posts posts;

        Before(Posts posts) {
            this.posts = posts;
        }

        @Cacheable("threads")
        public ThreadPage thread(String slug) {
            return posts.load(slug);
        }

        @CacheEvict("threads")
        @Transactional
        public void reply(String slug, String text) {
            posts.insert(slug, text);
        }
    }

    static class After {
        private final ForumCacheService cache;
        private final Posts posts;

        After(ForumCacheService cache, Posts posts) {
            this.cache = cache;
            this.posts = posts;
        }

        public Optional<CachedJson> thread(String slug) {
            return cache.getThread(slug, () -> Optional.of(posts.load(slug)));
        }

        public Optional<ThreadPage> page(String slug) {
            return thread(slug).map(json -> json.as(ThreadPage.class));
        }
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Beans {
        @Bean
        Posts posts(JdbcClient database) {
            return new Posts(database);
        }

        @Bean
        Replies replies(Posts posts, ApplicationEventPublisher events) {
            return new Replies(posts, events);
        }

        @Bean
        Before before(Posts posts) {
            return new Before(posts);
        }

        @Bean
        After after(ForumCacheService cache, Posts posts) {
            return new After(cache, posts);
        }
    }
}
