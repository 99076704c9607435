package org.forumcache;

/** Where the answer to one read came from; its name is the value of the {@code X-Cache} header. */
public enum CacheOutcome {
    /** The cache held a current document. */
    HIT,
    /** The document was loaded for this read, or by another read that this one joined. */
    MISS,
    /** Loading failed; an expired document that no write has replaced was served instead. */
    STALE,
    /** The cache was not asked, or could not answer; the document was loaded and not stored. */
    BYPASS
}
