/** A cache for forum pages that never shows what a finished write has replaced. */
@NullMarked
package org.forumcache;

import org.jspecify.annotations.NullMarked;
