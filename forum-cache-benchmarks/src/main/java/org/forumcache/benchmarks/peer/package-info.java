/**
 * The forum's reads as a usual Spring MVC application answers them: the same tables and documents, {@code @Cacheable} where
 * the forum server has its cache.
 */
@NullMarked
package org.forumcache.benchmarks.peer;

import org.jspecify.annotations.NullMarked;
