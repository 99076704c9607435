package org.forumcache;

/**
 * What tells the versions of a document apart, for {@linkplain ForumCacheBuilder#inspect the comparison of hits with the
 * database}: two documents of one key are the same version if their texts are equal.
 *
 * <p>Leaves out what is not kept fresh by design, such as a count of views that no write invalidates; otherwise that would
 * be reported. Safe for all threads, and quick: it is called for every comparison whose documents differ.
 */
@FunctionalInterface
public interface DocumentVersion {
    /** The version of a document. */
    String of(EntryKey key, CachedJson document);
}
