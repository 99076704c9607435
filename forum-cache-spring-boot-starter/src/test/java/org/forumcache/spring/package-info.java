@NullMarked
package org.forumcache.spring;

import org.jspecify.annotations.NullMarked;
