@NullMarked
package org.forumcache.benchmarks.replay;

import org.jspecify.annotations.NullMarked;
