package org.forumcache;

import java.util.Arrays;

/** Compares the versions of two entries of one key. */
final class Versions {
    /** The version of what does not exist. No JSON text is empty. */
    private static final String NOTHING = "";

    private final Documents documents;
    private final DocumentVersion version;

    Versions(Documents documents, DocumentVersion version) {
        this.documents = documents;
        this.version = version;
    }

    boolean same(EntryKey key, CacheEntry one, CacheEntry other) {
        if (one.isAbsent() || other.isAbsent()) {
            return one.isAbsent() == other.isAbsent();
        }
        return Arrays.equals(one.utf8(), other.utf8()) || of(key, one).equals(of(key, other));
    }

    /** Where two versions differ, in a few words for a line of the log. */
    String difference(EntryKey key, CacheEntry cached, CacheEntry loaded) {
        return Difference.between(of(key, cached), of(key, loaded));
    }

    private String of(EntryKey key, CacheEntry entry) {
        CachedJson document = documents.read(entry, CacheOutcome.HIT).json();
        return document == null ? NOTHING : version.of(key, document);
    }
}
