package org.forumcache.server.demo;

import java.util.stream.Stream;
import org.forumcache.server.Timestamps;
import org.forumcache.server.thread.Excerpt;

/** The demo forum as rows of tables, columns in the order in which {@link DemoWriter} names them. */
final class DemoRows {
    private DemoRows() {}

    static Object[] of(DemoCategory category, DemoForum forum) {
        return new Object[] {
            category.id(),
            category.slug(),
            category.name(),
            category.description(),
            category.parent() == null ? null : DemoIds.category(category.parent()),
            category.icon(),
            forum.categories().indexOf(category) + 1,
            Timestamps.parameter(forum.openedAt())
        };
    }

    static Object[] of(DemoMember member, DemoForum forum) {
        return new Object[] {
            member.id(), member.username(), member.avatarUrl(), "member", Timestamps.parameter(forum.openedAt())
        };
    }

    static Object[] of(DemoThread thread) {
        DemoPost opening = thread.opening();
        return new Object[] {
            thread.id(),
            thread.slug(),
            thread.title(),
            Excerpt.of(opening.content()),
            thread.category(),
            opening.author(),
            thread.posts().size(),
            thread.views(),
            Timestamps.parameter(opening.writtenAt()),
            Timestamps.parameter(opening.writtenAt()),
            Timestamps.parameter(thread.lastActivity())
        };
    }

    static Stream<Object[]> tags(DemoThread thread) {
        return thread.tags().stream().map(tag -> new Object[] {thread.id(), tag});
    }

    static Stream<Object[]> posts(DemoThread thread) {
        return thread.posts().stream().map(post -> new Object[] {
            post.id(),
            thread.id(),
            post.author(),
            post.equals(thread.opening()),
            post.content(),
            Timestamps.parameter(post.writtenAt()),
            Timestamps.parameter(post.writtenAt())
        });
    }

    static Stream<Object[]> reactions(DemoThread thread) {
        return thread.posts().stream()
                .flatMap(post -> post.reactions().stream().map(reaction -> new Object[] {
                    post.id(), reaction.member(), reaction.kind(), Timestamps.parameter(reaction.givenAt())
                }));
    }
}
