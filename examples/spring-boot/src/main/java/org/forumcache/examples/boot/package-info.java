/** The smallest Spring Boot application that uses the cache. */
@NullMarked
package org.forumcache.examples.boot;

import org.jspecify.annotations.NullMarked;
