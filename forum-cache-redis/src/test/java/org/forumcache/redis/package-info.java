@NullMarked
package org.forumcache.redis;

import org.jspecify.annotations.NullMarked;
