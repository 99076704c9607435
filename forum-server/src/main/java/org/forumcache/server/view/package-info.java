/** Views of threads, counted in memory and written in batches; eventually consistent, never a reason to invalidate. */
@NullMarked
package org.forumcache.server.view;

import org.jspecify.annotations.NullMarked;
