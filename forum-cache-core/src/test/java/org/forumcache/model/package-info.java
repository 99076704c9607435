/** The consistency protocol as data, explored in every interleaving; {@code docs/consistency.md} shows the results. */
@NullMarked
package org.forumcache.model;

import org.jspecify.annotations.NullMarked;
