/** What the command {@code jmh} measures. JMH wants its classes public and not final. */
@NullMarked
package org.forumcache.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
