/** Recorded histories of reads and writes over HTTP, and their checker. */
@NullMarked
package org.forumcache.server.history;

import org.jspecify.annotations.NullMarked;
