/** The cache dashboard: what the cache does, live, and what lies in it; for administrators. */
@NullMarked
package org.forumcache.server.dashboard;

import org.jspecify.annotations.NullMarked;
