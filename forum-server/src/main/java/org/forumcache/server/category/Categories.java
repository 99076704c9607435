package org.forumcache.server.category;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.forumcache.CacheRead;
import org.forumcache.EntryKey;
import org.forumcache.ForumCacheService;
import org.forumcache.ForumEvent.CategoryCreated;
import org.forumcache.ForumEvent.CategoryEdited;
import org.forumcache.Invalidation;
import org.forumcache.server.Timestamps;
import org.forumcache.server.Writes;
import org.forumcache.server.category.CategoryRepository.Link;
import org.forumcache.server.web.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;

/** The forum's categories: read through the cache, written by administrators. Safe for all threads. */
@Service
public class Categories {
    private final CategoryRepository repository;
    private final ForumCacheService cache;
    private final Writes writes;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Categories(
            CategoryRepository repository,
            ForumCacheService cache,
            Writes writes,
            ApplicationEventPublisher events,
            Clock clock) {
        this.repository = repository;
        this.cache = cache;
        this.writes = writes;
        this.events = events;
        this.clock = clock;
    }

    /** All categories in their order. */
    CacheRead overview() {
        return cache.read(EntryKey.category(Invalidation.ALL), () -> Optional.of(repository.all()));
    }

    /** One category. */
    CacheRead read(String slug) {
        return cache.read(EntryKey.category(slug), () -> repository.find(slug));
    }

    /**
     * Refuses a category that does not exist.
     *
     * @param slug of a category, or {@code all}
     */
    public void requireListed(String slug) {
        if (!slug.equals(Invalidation.ALL) && !repository.exists(slug)) {
            throw unknown();
        }
    }

    /**
     * Finds the category that a thread is to be in, and keeps it as it is until the transaction ends: a category that
     * is renamed meanwhile would not know of this thread, whose page shows its name.
     */
    public CategoryRef lockForThread(String slug) {
        return repository.lock(slug).orElseThrow(Categories::unknown);
    }

    /** The category with that id, which exists. */
    public CategoryRef ref(UUID id) {
        return repository.ref(id);
    }

    /** Adds a category. */
    CategoryDocument add(CategoryFields.New category) {
        try {
            return writes.run(() -> {
                Map<UUID, Link> links = lockAll();
                UUID parent = find(category.fields().parent(), links);
                repository.insert(UUID.randomUUID(), category, parent, Timestamps.now(clock));
                events.publishEvent(new CategoryCreated(category.slug()));
                return repository.find(category.slug()).orElseThrow();
            });
        } catch (DuplicateKeyException e) {
            throw Refusal.taken("slug", "slug is taken by another category; give another one.");
        }
    }

    /** Changes the fields of a category that a body gives. */
    CategoryDocument edit(String slug, JsonNode body) {
        return writes.run(() -> {
            Map<UUID, Link> links = lockAll();
            CategoryDocument before = repository.find(slug).orElseThrow(() -> Refusal.notFound("Category not found."));
            CategoryFields fields = before.fields().edited(body);
            if (fields.equals(before.fields())) {
                return before;
            }
            UUID parent = find(fields.parent(), links);
            requireNotBelow(before.id(), parent, links);
            repository.update(before.id(), fields, parent);
            events.publishEvent(edited(before, links));
            return repository.find(slug).orElseThrow();
        });
    }

    private CategoryEdited edited(CategoryDocument category, Map<UUID, Link> links) {
        Set<String> children = links.values().stream()
                .filter(link -> category.id().equals(link.parent()))
                .map(Link::slug)
                .collect(Collectors.toSet());
        return new CategoryEdited(category.slug(), repository.threadsIn(category.id()), children);
    }

    private Map<UUID, Link> lockAll() {
        List<Link> links = repository.lockAll();
        return links.stream().collect(Collectors.toMap(Link::id, Function.identity()));
    }

    private static @Nullable UUID find(@Nullable String parent, Map<UUID, Link> links) {
        if (parent == null) {
            return null;
        }
        return links.values().stream()
                .filter(link -> link.slug().equals(parent))
                .map(Link::id)
                .findFirst()
                .orElseThrow(CategoryFields::impossibleParent);
    }

    private static void requireNotBelow(UUID category, @Nullable UUID parent, Map<UUID, Link> links) {
        for (UUID above = parent; above != null; ) {
            if (above.equals(category)) {
                throw CategoryFields.impossibleParent();
            }
            above = Objects.requireNonNull(links.get(above)).parent();
        }
    }

    private static Refusal unknown() {
        return Refusal.badInput("category", "category must be the slug of a category; GET /api/categories lists them.");
    }
}
