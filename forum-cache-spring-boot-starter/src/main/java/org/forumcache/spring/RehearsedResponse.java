package org.forumcache.spring;

import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An answer to nobody, of which only the headers are kept. */
final class RehearsedResponse {
    private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    HttpServletResponse proxy() {
        return (HttpServletResponse) Proxy.newProxyInstance(
                HttpServletResponse.class.getClassLoader(),
                new Class<?>[] {HttpServletResponse.class},
                (proxy, called, arguments) -> switch (called.getName()) {
                    case "setHeader", "setIntHeader" -> set(text(arguments[0]), text(arguments[1]));
                    case "addHeader", "addIntHeader" -> add(text(arguments[0]), text(arguments[1]));
                    case "addCookie" ->
                        throw new IllegalStateException("a cookie, which answers ahead of it would not bear");
                    case "containsHeader" -> headers.containsKey(text(arguments[0]));
                    case "getHeader" -> first(text(arguments[0]));
                    case "getHeaders" -> headers.getOrDefault(text(arguments[0]), List.of());
                    case "getHeaderNames" -> headers.keySet();
                    case "getStatus" -> HttpServletResponse.SC_OK;
                    case "equals" -> proxy == arguments[0];
                    case "hashCode" -> System.identityHashCode(this);
                    case "toString" -> "an answer to nobody";
                    default -> Defaults.of(called.getReturnType());
                });
    }

    /** The headers that were added to the named ones. */
    ExtraHeaders headersBesides(Collection<String> own) {
        List<ExtraHeaders.Header> extra = new ArrayList<>();
        headers.forEach((name, values) -> {
            if (own.stream().noneMatch(name::equalsIgnoreCase)) {
                values.forEach(value -> extra.add(new ExtraHeaders.Header(name, value)));
            }
        });
        return new ExtraHeaders(extra);
    }

    private @Nullable Object set(String name, String value) {
        headers.put(name, new ArrayList<>(List.of(value)));
        return null;
    }

    private @Nullable Object add(String name, String value) {
        headers.computeIfAbsent(name, unused -> new ArrayList<>()).add(value);
        return null;
    }

    private @Nullable String first(String name) {
        List<String> values = headers.get(name);
        return values == null ? null : values.get(0);
    }

    private static String text(Object argument) {
        return String.valueOf(argument);
    }
}
