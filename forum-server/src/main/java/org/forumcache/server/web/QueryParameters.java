package org.forumcache.server.web;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The parameters of an address, read one by one; whatever is wrong is refused by the parameter's name. */
public final class QueryParameters {
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,10}");
    private static final int MAX_NAME = 64;

    private final Map<String, String[]> values;

    private QueryParameters(Map<String, String[]> values) {
        this.values = values;
    }

    /** The parameters, of which none is unknown. */
    public static QueryParameters of(Map<String, String[]> values, Set<String> known) {
        for (String name : values.keySet()) {
            if (!known.contains(name)) {
                String shown = name.substring(0, Math.min(name.length(), MAX_NAME));
                throw Refusal.badInput(
                        shown,
                        shown + " is not a parameter of this address; it has "
                                + String.join(", ", known.stream().sorted().toList()) + ".");
            }
        }
        return new QueryParameters(values);
    }

    /** The value of a parameter that is given at most once, or {@code null}. */
    public @Nullable String single(String name) {
        String[] given = values.get(name);
        if (given == null) {
            return null;
        }
        if (given.length != 1) {
            throw Refusal.badInput(name, name + " is given " + given.length + " times; give it once.");
        }
        return given[0];
    }

    /** All values of a parameter. */
    public List<String> all(String name) {
        String[] given = values.get(name);
        return given == null ? List.of() : List.of(given);
    }

    /** The whole number, from 1 to max, of a parameter that is given at most once. */
    public int integer(String name, int ifMissing, int max) {
        String given = single(name);
        if (given == null) {
            return ifMissing;
        }
        long number = DIGITS.matcher(given).matches() ? Long.parseLong(given) : 0;
        if (number < 1 || number > max) {
            throw Refusal.badInput(name, name + " must be a whole number from 1 to " + max + ".");
        }
        return (int) number;
    }
}
