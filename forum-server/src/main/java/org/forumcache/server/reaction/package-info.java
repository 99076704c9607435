/** What members feel about a post. */
@NullMarked
package org.forumcache.server.reaction;

import org.jspecify.annotations.NullMarked;
