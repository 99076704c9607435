/** Whole servers in processes of their own, and clients that load them over keep-alive connections. */
@NullMarked
package org.forumcache.benchmarks.http;

import org.jspecify.annotations.NullMarked;
