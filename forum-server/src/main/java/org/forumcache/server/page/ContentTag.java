package org.forumcache.server.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;
import org.springframework.core.io.Resource;

/** The entity tag of a file, made of its content: the dates of files in a jar say nothing. */
final class ContentTag {
    private ContentTag() {}

    static String of(byte[] content) {
        // The tag only has to differ when the bytes do; it guards nothing.
        return '"' + UUID.nameUUIDFromBytes(content).toString() + '"';
    }

    static String of(Resource file) {
        try {
            return of(file.getContentAsByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }
}
