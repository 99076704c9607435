package org.forumcache.spring;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import org.forumcache.EntryKey;
import org.jspecify.annotations.Nullable;

/**
 * The keys that queries ask for, remembered for those that were lately answered: making one costs a hash.
 *
 * <p>Only queries that leave no doubt are read: plain characters, each name once and with a value. What is remembered is
 * bounded, in number and in length, and only what was found in the cache is, so a million different queries push nothing
 * out. Safe for all threads.
 */
final class QueryKeys {
    private static final int REMEMBERED = 1024;
    private static final int MAX_LENGTH = 512;
    private static final int MAX_REMEMBERED_LENGTH = 128;
    private static final int MAX_PARAMETERS = 16;

    private final Function<Map<String, String[]>, EntryKey> keys;
    private final AtomicReferenceArray<@Nullable Known> known = new AtomicReferenceArray<>(REMEMBERED);

    QueryKeys(Function<Map<String, String[]>, EntryKey> keys) {
        this.keys = keys;
    }

    /** The key of a query as it stands in the address; {@code null} if that is the application's to find out. */
    @Nullable
    EntryKey key(@Nullable String query) {
        String text = query == null ? "" : query;
        Known candidate = known.get(place(text));
        return candidate != null && candidate.query.equals(text) ? candidate.key : made(query);
    }

    /** Notes that the query was answered. */
    void answered(@Nullable String query, EntryKey key) {
        String text = query == null ? "" : query;
        int place = place(text);
        Known present = known.get(place);
        if (text.length() <= MAX_REMEMBERED_LENGTH && (present == null || !present.query.equals(text))) {
            known.lazySet(place, new Known(text, key));
        }
    }

    private @Nullable EntryKey made(@Nullable String query) {
        Map<String, String[]> parameters = query == null ? Map.of() : parameters(query);
        if (parameters == null) {
            return null;
        }
        try {
            return keys.apply(parameters);
        } catch (RuntimeException e) {
            // The controller finds the same, and says so.
            return null;
        }
    }

    /** The parameters; {@code null} if servers could read the query in different ways. */
    static @Nullable Map<String, String[]> parameters(String query) {
        if (query.length() > MAX_LENGTH || !isPlain(query)) {
            return null;
        }
        Map<String, String[]> parameters = new HashMap<>();
        for (String parameter : query.split("&", -1)) {
            int end = parameter.indexOf('=');
            boolean clear = end > 0 && end < parameter.length() - 1 && end == parameter.lastIndexOf('=');
            if (!clear || parameters.size() == MAX_PARAMETERS) {
                return null;
            }
            String[] value = {parameter.substring(end + 1)};
            if (parameters.put(parameter.substring(0, end), value) != null) {
                return null;
            }
        }
        return parameters;
    }

    private static boolean isPlain(String query) {
        for (int i = 0; i < query.length(); i++) {
            char c = query.charAt(i);
            boolean letterOrDigit = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
            if (!letterOrDigit && "-_.~=&".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    private static int place(String query) {
        int hash = query.hashCode();
        return (hash ^ (hash >>> 16)) & (REMEMBERED - 1);
    }

    private record Known(String query, EntryKey key) {}
}
