/** Threads, their pages and their lists. */
@NullMarked
package org.forumcache.server.thread;

import org.jspecify.annotations.NullMarked;
