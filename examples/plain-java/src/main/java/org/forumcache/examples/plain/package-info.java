/** The smallest program that uses the cache. */
@NullMarked
package org.forumcache.examples.plain;

import org.jspecify.annotations.NullMarked;
