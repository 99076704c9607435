/** What all HTTP endpoints share: security, errors, bounds on input, and the form of cached answers. */
@NullMarked
package org.forumcache.server.web;

import org.jspecify.annotations.NullMarked;
