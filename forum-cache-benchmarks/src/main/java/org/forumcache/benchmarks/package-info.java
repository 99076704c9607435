/** Measurements of the cache as commands: each prints a table, writes a report and says which targets were met. */
@NullMarked
package org.forumcache.benchmarks;

import org.jspecify.annotations.NullMarked;
