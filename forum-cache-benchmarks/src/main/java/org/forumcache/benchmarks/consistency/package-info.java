/**
 * A forum under load and under fire: several nodes read and write the same few pages while servers and networks break, and every
 * read is checked against every write that was acknowledged before it.
 */
@NullMarked
package org.forumcache.benchmarks.consistency;

import org.jspecify.annotations.NullMarked;
