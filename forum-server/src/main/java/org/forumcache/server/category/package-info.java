/** Categories and their counts. */
@NullMarked
package org.forumcache.server.category;

import org.jspecify.annotations.NullMarked;
