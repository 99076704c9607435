/** The cache in Redis: one server, a Sentinel-guarded one, or a Cluster. */
@NullMarked
package org.forumcache.redis;

import org.jspecify.annotations.NullMarked;
