package org.forumcache;

/**
 * What a look-up ahead of a read found, with what chance has decided about it.
 *
 * @param sampled whether the hit is to be compared with the database
 * @param due whether the hit is to be loaded anew before it expires
 */
record Sighting(EntryKey key, Lookup lookup, boolean sampled, boolean due) {}
