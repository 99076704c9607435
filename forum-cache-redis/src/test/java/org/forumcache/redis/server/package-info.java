/** Real Redis processes that tests start, break and stop: servers, a Cluster, Sentinels, and what stands in front of them. */
@NullMarked
package org.forumcache.redis.server;

import org.jspecify.annotations.NullMarked;
