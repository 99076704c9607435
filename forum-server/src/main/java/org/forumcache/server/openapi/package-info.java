/** The HTTP API described for programs, as an OpenAPI document, and for people, as a page made of it. */
@NullMarked
package org.forumcache.server.openapi;

import org.jspecify.annotations.NullMarked;
