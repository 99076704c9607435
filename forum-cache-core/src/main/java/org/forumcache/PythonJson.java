package org.forumcache;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON text exactly as Python's {@code json.dumps(value, sort_keys=True)} writes it.
 *
 * <p>That is: {@code ", "} and {@code ": "} between items, everything but printable ASCII escaped as UTF-16 units, keys
 * in the order of their code points, numbers as Python's {@code repr}. Source: CPython 3.11, {@code json/encoder.py}.
 */
final class PythonJson {
    /** Deeper nesting counts as circular. */
    private static final int MAX_DEPTH = 200;
    /** Python refuses to write longer integers. */
    private static final int MAX_INTEGER_DIGITS = 4300;

    private static final String HEX = "0123456789abcdef";

    /** Java compares strings by UTF-16 unit, which puts U+10000 before U+FFFF. */
    private static final Comparator<String> BY_CODE_POINT = PythonJson::compareCodePoints;

    private final StringBuilder out = new StringBuilder(128);

    private PythonJson() {}

    /**
     * The text of a value.
     *
     * @throws IllegalArgumentException if Python could not write it
     */
    static String dumps(@Nullable Object value) {
        PythonJson json = new PythonJson();
        json.write(value, 0);
        return json.out.toString();
    }

    private void write(@Nullable Object value, int depth) {
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException("nested more than " + MAX_DEPTH + " deep, or circular");
        }
        if (value == null) {
            out.append("null");
        } else if (value instanceof String text) {
            writeString(text);
        } else if (value instanceof Boolean bool) {
            out.append(bool.booleanValue());
        } else if (value instanceof Number number) {
            writeNumber(number);
        } else if (value instanceof Map<?, ?> map) {
            writeMap(map, depth);
        } else if (value instanceof List<?> list) {
            writeList(list, depth);
        } else if (value instanceof Object[] array) {
            writeList(Arrays.asList(array), depth);
        } else {
            throw unwritable(value);
        }
    }

    private void writeNumber(Number number) {
        if (number instanceof Integer || number instanceof Long || number instanceof Short || number instanceof Byte) {
            out.append(number.longValue());
        } else if (number instanceof BigInteger big) {
            writeBigInteger(big);
        } else if (number instanceof Double || number instanceof Float) {
            out.append(PythonFloat.repr(number.doubleValue()));
        } else {
            throw unwritable(number);
        }
    }

    private void writeBigInteger(BigInteger value) {
        String digits = value.toString();
        if (digits.length() - (value.signum() < 0 ? 1 : 0) > MAX_INTEGER_DIGITS) {
            throw new IllegalArgumentException("an integer of more than " + MAX_INTEGER_DIGITS + " digits");
        }
        out.append(digits);
    }

    private void writeList(List<?> list, int depth) {
        out.append('[');
        String separator = "";
        for (Object item : list) {
            out.append(separator);
            write(item, depth + 1);
            separator = ", ";
        }
        out.append(']');
    }

    private void writeMap(Map<?, ?> map, int depth) {
        List<String> keys = new ArrayList<>(map.size());
        for (Object key : map.keySet()) {
            if (!(key instanceof String text)) {
                throw new IllegalArgumentException("a key that is not a string");
            }
            keys.add(text);
        }
        keys.sort(BY_CODE_POINT);
        out.append('{');
        String separator = "";
        for (String key : keys) {
            out.append(separator);
            writeString(key);
            out.append(": ");
            write(map.get(key), depth + 1);
            separator = ", ";
        }
        out.append('}');
    }

    private void writeString(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\f' -> out.append("\\f");
                case '\b' -> out.append("\\b");
                default -> writeChar(c);
            }
        }
        out.append('"');
    }

    private void writeChar(char c) {
        if (c >= ' ' && c <= '~') {
            out.append(c);
            return;
        }
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            out.append(HEX.charAt(c >> shift & 0xF));
        }
    }

    private static int compareCodePoints(String left, String right) {
        int i = 0;
        while (i < left.length() && i < right.length()) {
            int a = left.codePointAt(i);
            int b = right.codePointAt(i);
            if (a != b) {
                return Integer.compare(a, b);
            }
            i += Character.charCount(a);
        }
        return Integer.compare(left.length(), right.length());
    }

    private static IllegalArgumentException unwritable(Object value) {
        return new IllegalArgumentException("a value of " + value.getClass() + " has no JSON form");
    }
}
