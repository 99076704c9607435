package org.forumcache.spring;

import java.util.Collection;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a method answers that has nothing to say. */
final class Defaults {
    private Defaults() {}

    static @Nullable Object of(Class<?> type) {
        if (type == boolean.class) {
            return false;
        } else if (type == int.class) {
            return 0;
        } else if (type == long.class) {
            return 0L;
        } else if (type == Enumeration.class) {
            return Collections.emptyEnumeration();
        } else if (type == Map.class) {
            return Map.of();
        }
        return type == Collection.class ? List.of() : null;
    }
}
