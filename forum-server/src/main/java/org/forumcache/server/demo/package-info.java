/** The demo forum that a first start writes, and the greeting that says what to try with it. */
@NullMarked
package org.forumcache.server.demo;

import org.jspecify.annotations.NullMarked;
