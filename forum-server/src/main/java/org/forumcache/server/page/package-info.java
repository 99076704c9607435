/** The forum's pages: one document that every address of a page answers with, its files, and who is signed in. */
@NullMarked
package org.forumcache.server.page;

import org.jspecify.annotations.NullMarked;
