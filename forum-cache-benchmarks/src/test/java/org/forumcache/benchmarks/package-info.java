@NullMarked
package org.forumcache.benchmarks;

import org.jspecify.annotations.NullMarked;
