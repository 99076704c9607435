package org.forumcache;

import java.util.EnumSet;
import java.util.Set;

/** Keys and groups to invalidate, or all of them: one delivery to a backend. */
record Parcel(Set<String> keys, Set<String> groups, Scope scope) {
    static final Parcel ALL_GROUPS = new Parcel(Set.of(), Set.of(), Scope.ALL_GROUPS);
    static final Parcel EVERYTHING = new Parcel(Set.of(), Set.of(), Scope.EVERYTHING);

    /** How much a parcel covers, from less to more. */
    enum Scope {
        NAMED,
        ALL_GROUPS,
        EVERYTHING
    }

    static Parcel of(Invalidation invalidation) {
        return new Parcel(invalidation.keys(), invalidation.groups(), Scope.NAMED);
    }

    /** How many keys, groups and wider orders there are in it. */
    int size() {
        return keys.size() + groups.size() + (scope == Scope.NAMED ? 0 : 1);
    }

    Set<EntryKind> kinds() {
        if (scope == Scope.EVERYTHING) {
            return EnumSet.allOf(EntryKind.class);
        }
        Set<EntryKind> kinds = EnumSet.noneOf(EntryKind.class);
        keys.forEach(key -> kinds.add(CacheKeys.kindOf(key)));
        if (!groups.isEmpty() || scope == Scope.ALL_GROUPS) {
            kinds.add(EntryKind.LIST);
        }
        return kinds;
    }

    void deliverTo(CacheBackend backend) {
        if (scope == Scope.EVERYTHING) {
            backend.invalidateEverything();
            return;
        }
        if (scope == Scope.ALL_GROUPS) {
            backend.invalidateAllGroups();
        }
        backend.invalidate(keys, groups);
    }
}
