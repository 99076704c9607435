/** Members, administrators and their access tokens. */
@NullMarked
package org.forumcache.server.user;

import org.jspecify.annotations.NullMarked;
