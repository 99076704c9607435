/** The reference forum: a small, complete forum whose reads are answered from the cache. */
@NullMarked
package org.forumcache.server;

import org.jspecify.annotations.NullMarked;
