package org.forumcache.benchmarks.replay;

/** What a visitor does next. */
enum Step {
    FRONT_PAGE(Kind.LIST),
    OLDER_PAGE(Kind.LIST),
    CATEGORY_LIST(Kind.LIST),
    NEWEST(Kind.LIST),
    MOST_DISCUSSED(Kind.LIST),
    SEARCH(Kind.LIST),
    THREAD(Kind.THREAD),
    CATEGORY(Kind.CATEGORY),
    CATEGORIES(Kind.CATEGORY),
    POSTS(Kind.UNCACHED),
    REPLY(Kind.WRITE),
    REACTION(Kind.WRITE),
    NEW_THREAD(Kind.WRITE);

    private final Kind kind;

    Step(Kind kind) {
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }
}
