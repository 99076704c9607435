package org.forumcache;

import java.util.Set;

/**
 * Something that happened in a forum and changes what its pages show.
 *
 * <p>{@link Invalidation#of(ForumEvent)} says which cached documents each makes outdated. Slugs name threads and
 * categories.
 */
public sealed interface ForumEvent {

    /** A change that shows on a thread's page and in the lists of its category. */
    sealed interface Listed extends ForumEvent {
        /** The slug of the thread. */
        String thread();

        /** The slug of the category that the thread is in. */
        String category();
    }

    /** A change that shows on a thread's page only: lists show no reactions. */
    sealed interface Reaction extends ForumEvent {
        /** The slug of the thread. */
        String thread();
    }

    record ThreadCreated(String thread, String category) implements Listed {}

    record ThreadEdited(String thread, String category) implements Listed {}

    record ThreadDeleted(String thread, String category) implements Listed {}

    record PostCreated(String thread, String category) implements Listed {}

    record PostEdited(String thread, String category) implements Listed {}

    record PostDeleted(String thread, String category) implements Listed {}

    /** A thread left a category for another. */
    record ThreadMoved(String thread, String from, String to) implements ForumEvent {}

    record ReactionAdded(String thread) implements Reaction {}

    record ReactionRemoved(String thread) implements Reaction {}

    record CategoryCreated(String category) implements ForumEvent {}

    /**
     * A category's own fields changed.
     *
     * @param threads its threads, whose pages embed its name
     * @param children the categories whose pages embed it as their parent
     */
    record CategoryEdited(String category, Set<String> threads, Set<String> children) implements ForumEvent {
        public CategoryEdited {
            threads = Set.copyOf(threads);
            children = Set.copyOf(children);
        }
    }
}
