/** Recorded behaviour of visitors, replayed against a forum server, and a recorded trace against the policies of caches. */
@NullMarked
package org.forumcache.benchmarks.replay;

import org.jspecify.annotations.NullMarked;
