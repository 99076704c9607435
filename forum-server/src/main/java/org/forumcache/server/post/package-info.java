/** Posts, the replies in a thread. */
@NullMarked
package org.forumcache.server.post;

import org.jspecify.annotations.NullMarked;
