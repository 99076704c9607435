package org.forumcache.spring;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Enumeration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whether a request's headers leave no doubt that its answer is the JSON document, plain or compressed, or a 304. */
final class RequestedForm {
    private static final Pattern ACCEPT =
            Pattern.compile("(?:[a-z0-9.+-]+/(?:[a-z0-9.+-]+|\\*)|\\*/\\*)(?:;q=0\\.[1-9])?");

    /** Spring refuses longer lists. */
    private static final int MAX_TYPES = 50;

    private RequestedForm() {}

    static boolean isClear(HttpServletRequest request) {
        return request.getContentLengthLong() <= 0
                && request.getHeader("Transfer-Encoding") == null
                && request.getHeader("Range") == null
                && request.getHeader("Origin") == null
                && request.getHeader("Expect") == null
                && takesJson(request)
                && isPlain(request, "Accept-Encoding")
                && isPlain(request, "If-None-Match");
    }

    private static boolean takesJson(HttpServletRequest request) {
        String accept = request.getHeader("Accept");
        return accept == null || (isSingle(request, "Accept") && takesJson(accept));
    }

    /** Whether a controller that produces JSON certainly answers what this {@code Accept} header asks for. */
    static boolean takesJson(String accept) {
        if (accept.equals("*/*") || accept.equals("application/json")) {
            return true;
        }
        boolean json = false;
        String[] elements = accept.split(",", -1);
        if (elements.length > MAX_TYPES) {
            return false;
        }
        for (String element : elements) {
            String type = element.strip();
            if (!ACCEPT.matcher(type).matches()) {
                return false;
            }
            json |= type.startsWith("*/*") || isJson(type);
        }
        return json;
    }

    private static boolean isJson(String type) {
        int end = type.indexOf(';');
        String name = end < 0 ? type : type.substring(0, end);
        return name.equals("application/json") || name.equals("application/*");
    }

    private static boolean isSingle(HttpServletRequest request, String header) {
        Enumeration<String> values = request.getHeaders(header);
        values.nextElement();
        return !values.hasMoreElements();
    }

    /** Whether nothing in the header is what a firewall could object to. */
    private static boolean isPlain(HttpServletRequest request, String header) {
        String value = request.getHeader(header);
        return value == null || (isPrintable(value) && isSingle(request, header));
    }

    private static boolean isPrintable(@Nullable String value) {
        for (int i = 0; value != null && i < value.length(); i++) {
            if (value.charAt(i) < ' ' || value.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }
}
