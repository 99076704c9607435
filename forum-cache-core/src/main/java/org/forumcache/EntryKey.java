package org.forumcache;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The validated address of one cached document: its text in the key space, its kind and, for a list, its group.
 *
 * <p>Immutable. Two keys are equal if their texts are.
 */
public final class EntryKey {
    /** The pages of a list that people look at; few go further. */
    static final int COMMON_PAGES = 3;

    private static final Pattern LIST = CacheKeys.listPattern();

    private final EntryKind kind;
    private final String slug;
    private final int page;
    private final String text;
    private final boolean filtered;

    private EntryKey(EntryKind kind, String slug, int page, String text, boolean filtered) {
        this.kind = kind;
        this.slug = slug;
        this.page = page;
        this.text = text;
        this.filtered = filtered;
    }

    /**
     * The key of a thread.
     *
     * @throws IllegalArgumentException if the slug is not 1 to 255 of {@code A-Z a-z 0-9 _ -}
     */
    public static EntryKey thread(String slug) {
        return new EntryKey(EntryKind.THREAD, slug, 0, CacheKeys.thread(slug), false);
    }

    /** The key of one page of a thread list. */
    public static EntryKey threadList(ThreadListQuery query) {
        String text = CacheKeys.threadList(query);
        return new EntryKey(EntryKind.LIST, query.categorySlug(), query.page(), text, query.isFiltered());
    }

    /**
     * The key of a category; {@code all} is the overview of all categories.
     *
     * @throws IllegalArgumentException if the slug is not 1 to 255 of {@code A-Z a-z 0-9 _ -}
     */
    public static EntryKey category(String slug) {
        return new EntryKey(EntryKind.CATEGORY, slug, 0, CacheKeys.category(slug), false);
    }

    /**
     * The key that a text names, as {@link #text} writes it.
     *
     * @throws IllegalArgumentException if no thread, list or category has such a key
     */
    public static EntryKey parse(String text) {
        Matcher list = LIST.matcher(text);
        if (list.matches()) {
            String category = CacheKeys.requireSlug("category", list.group("category"));
            int page = Integer.parseInt(list.group("page"));
            return new EntryKey(EntryKind.LIST, category, page, text, false);
        }
        String slug = text.substring(text.lastIndexOf(':') + 1);
        if (text.equals(CacheKeys.thread(slug))) {
            return thread(slug);
        } else if (text.equals(CacheKeys.category(slug))) {
            return category(slug);
        }
        throw new IllegalArgumentException("not a key of a thread, list or category: " + text);
    }

    /** Which family the document belongs to. */
    public EntryKind kind() {
        return kind;
    }

    /** The key's text, as a shared store knows it. */
    public String text() {
        return text;
    }

    /** The category whose lists are invalidated together with this entry, or {@code null} if it stands alone. */
    public @Nullable String group() {
        return kind == EntryKind.LIST ? slug : null;
    }

    /**
     * Whether the key names one document only. Filters that cannot be hashed all share one key, under which nothing is
     * ever stored or served.
     */
    public boolean cacheable() {
        return kind != EntryKind.LIST || !CacheKeys.isFallback(text);
    }

    /**
     * Whether the key is one of those that people ask for: of a thread, a category, or one of the first
     * {@value #COMMON_PAGES} pages of a list without filters other than its order. What a {@linkplain #parse parsed} text
     * was filtered by cannot be told: it counts as not filtered.
     */
    public boolean isCommon() {
        return !filtered && page <= COMMON_PAGES;
    }

    /** What the key stands for, in words. */
    String subject() {
        return switch (kind) {
            case THREAD -> "thread " + slug;
            case LIST -> "thread list " + slug + " page " + page;
            case CATEGORY -> "category " + slug;
        };
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EntryKey that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
