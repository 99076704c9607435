@NullMarked
package org.forumcache.benchmarks.consistency;

import org.jspecify.annotations.NullMarked;
