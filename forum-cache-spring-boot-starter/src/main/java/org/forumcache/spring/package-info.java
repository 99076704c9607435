/** The cache in a Spring Boot application: settings, beans, invalidation after commit and administration. */
@NullMarked
package org.forumcache.spring;

import org.jspecify.annotations.NullMarked;
