package org.forumcache;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The texts of all keys, the only place that builds them.
 *
 * <p>They equal, byte for byte, those of the Python service that the specification describes, so both can share a
 * store. Slugs are validated here: nothing else ever becomes part of a key.
 */
public final class CacheKeys {
    private static final Logger log = LoggerFactory.getLogger(CacheKeys.class);

    private static final String THREAD = "forum:thread:";
    private static final String LIST = "forum:list:";
    private static final String CATEGORY = "forum:category:";
    private static final String GENERATION = "forum:generation:";

    private static final String GENERATIONS = "forum:generations";
    private static final String EPOCH = "forum:epoch";

    private static final int MAX_SLUG_LENGTH = 255;
    private static final int HASH_CHARS = 16;
    private static final String FALLBACK = "default";

    private CacheKeys() {}

    /** {@code forum:thread:{slug}}. */
    public static String thread(String slug) {
        return THREAD + requireSlug("slug", slug);
    }

    /**
     * {@code forum:list:{category}:{page}:{limit}:{hash}}: the hash is the first 16 hexadecimal digits of the SHA-256
     * of the filters as Python's {@code json.dumps(filters, sort_keys=True)} writes them.
     *
     * <p>Filters that Python could not write get the suffix {@code default} and a warning. Different queries share such
     * a key, so nothing is stored under it.
     */
    public static String threadList(ThreadListQuery query) {
        String page = LIST + query.categorySlug() + ':' + query.page() + ':' + query.limit();
        return page + ':' + hash(query.filters());
    }

    /** {@code forum:category:{slug}}; the slug {@code all} names the overview of all categories. */
    public static String category(String slug) {
        return CATEGORY + requireSlug("slug", slug);
    }

    /** {@code forum:generation:{category}}, where a shared store keeps a category's generation. */
    public static String generation(String categorySlug) {
        return GENERATION + requireSlug("categorySlug", categorySlug);
    }

    /** {@code forum:generations}, where a shared store keeps which categories have a generation. */
    public static String generations() {
        return GENERATIONS;
    }

    /** {@code forum:epoch}, where a shared store keeps the token of the whole cache. */
    public static String epoch() {
        return EPOCH;
    }

    /** How the keys begin that say of a copy whether it is current: of threads, categories and generations of lists. */
    public static List<String> watched() {
        return List.of(THREAD, CATEGORY, GENERATION);
    }

    /** The category whose generation lies at a key; {@code null} if something else lies there. */
    public static @Nullable String categoryOfGeneration(String key) {
        return key.startsWith(GENERATION) ? key.substring(GENERATION.length()) : null;
    }

    /** The form of a list's key, with the groups {@code category} and {@code page}. */
    static Pattern listPattern() {
        String number = "[1-9][0-9]{0,8}";
        return Pattern.compile(Pattern.quote(LIST) + "(?<category>[^:]+):(?<page>" + number + "):" + number
                + ":(?:[0-9a-f]{" + HASH_CHARS + "}|" + FALLBACK + ")");
    }

    /** How a log line names all lists of a category. */
    static String allListsOf(String categorySlug) {
        return LIST + categorySlug + ":*";
    }

    /** How a log line names all lists of all categories. */
    static String allLists() {
        return LIST + "*";
    }

    /** The kind of document that a key names. */
    static EntryKind kindOf(String key) {
        return key.startsWith(CATEGORY) ? EntryKind.CATEGORY : key.startsWith(LIST) ? EntryKind.LIST : EntryKind.THREAD;
    }

    /**
     * The key itself, if it names a document.
     *
     * @throws IllegalArgumentException if it does not begin as one of this cache's keys does
     */
    static String requireKey(String key) {
        if (!key.startsWith(THREAD) && !key.startsWith(LIST) && !key.startsWith(CATEGORY)) {
            throw new IllegalArgumentException("not a key of a thread, list or category: " + key);
        }
        return key;
    }

    /** Whether different queries may share this key of a thread list. */
    static boolean isFallback(String listKey) {
        return listKey.endsWith(':' + FALLBACK);
    }

    /**
     * The slug itself, if it is one.
     *
     * @param name what the message calls it
     * @throws IllegalArgumentException if it is not 1 to 255 of {@code A-Z a-z 0-9 _ -}
     */
    static String requireSlug(String name, String slug) {
        if (slug == null) {
            throw new IllegalArgumentException(name + " is null");
        }
        if (slug.isEmpty() || slug.length() > MAX_SLUG_LENGTH || !isOfSlugChars(slug)) {
            throw new IllegalArgumentException(
                    name + " must be 1 to 255 of the characters A-Z a-z 0-9 _ -; got " + slug.length() + " characters");
        }
        return slug;
    }

    private static boolean isOfSlugChars(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isSlugChar(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSlugChar(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
    }

    private static String hash(Map<String, ?> filters) {
        String json;
        try {
            json = PythonJson.dumps(filters);
        } catch (IllegalArgumentException e) {
            log.warn("[CACHE] Error hashing filters: {}; this list is not cached", e.getMessage());
            return FALLBACK;
        }
        byte[] digest = Sha256.digest().digest(json.getBytes(StandardCharsets.US_ASCII));
        return HexFormat.of().formatHex(digest, 0, HASH_CHARS / 2);
    }
}
