package org.forumcache;

/**
 * What a backend says of the copies it keeps inside the process.
 *
 * @param state {@code serving}, or why they are not used, in a few words
 * @param entries how many there are
 * @param bytes how many bytes they take, keys included
 * @param hits how many look-ups they have answered
 */
public record NearStatus(String state, long entries, long bytes, long hits) {}
