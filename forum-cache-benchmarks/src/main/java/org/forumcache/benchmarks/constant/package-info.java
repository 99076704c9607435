/** The limit of what a server on Spring Boot's Tomcat can do: a servlet that writes bytes which never change. */
@NullMarked
package org.forumcache.benchmarks.constant;

import org.jspecify.annotations.NullMarked;
