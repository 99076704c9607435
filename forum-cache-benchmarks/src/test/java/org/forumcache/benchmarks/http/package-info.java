@NullMarked
package org.forumcache.benchmarks.http;

import org.jspecify.annotations.NullMarked;
