/** Other caches, set up as their own documentation recommends, and ours, behind one small interface. */
@NullMarked
package org.forumcache.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
