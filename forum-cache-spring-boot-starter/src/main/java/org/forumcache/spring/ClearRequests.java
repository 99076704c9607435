package org.forumcache.spring;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The requests whose headers leave no doubt that the answer is the JSON document, plain or compressed, or a 304.
 *
 * <p>Remembers a bounded number of {@code Accept} headers that it has found to take JSON: there are few, and long ones.
 * Safe for all threads.
 */
final class ClearRequests {
    /** A type as programs write it, of all parameters with a quality above 0 only; and the one that Chrome sends. */
    private static final Pattern TYPE =
            Pattern.compile("(?:[a-z0-9.+-]+/(?:[a-z0-9.-][a-z0-9.+-]*|\\*(?:\\+[a-z]+)?)|\\*(?:/\\*)?"
                    + "|application/signed-exchange;v=b3)(?:; ?q=(?:1(?:\\.0{1,3})?|0?\\.(?=[0-9]*[1-9])[0-9]{1,3}))?");

    /** Spring refuses longer lists. */
    private static final int MAX_TYPES = 50;

    private static final int REMEMBERED = 64;
    private static final int MAX_REMEMBERED_LENGTH = 256;

    private final AtomicReferenceArray<@Nullable String> known = new AtomicReferenceArray<>(REMEMBERED);

    /** What a request says about its answer's form; {@code null} if there is any doubt. */
    @Nullable
    RequestedForm form(HttpServletRequest request) {
        if (bearsMore(request) || !takesJson(RequestedForm.line(request, "Accept"))) {
            return null;
        }
        String encoding = RequestedForm.line(request, RequestedForm.ACCEPT_ENCODING);
        String held = RequestedForm.line(request, RequestedForm.IF_NONE_MATCH);
        if (!isPrintable(encoding) || !isPrintable(held)) {
            return null;
        } else if (held == null) {
            return new RequestedForm(encoding, List.of());
        }
        boolean single = held.equals(request.getHeader(RequestedForm.IF_NONE_MATCH));
        return single ? new RequestedForm(encoding, List.of(held)) : null;
    }

    private static boolean bearsMore(HttpServletRequest request) {
        return request.getContentLengthLong() > 0
                || request.getHeader("Transfer-Encoding") != null
                || request.getHeader("Range") != null
                || request.getHeader("Origin") != null
                || request.getHeader("Expect") != null;
    }

    /** Whether a controller that produces JSON certainly answers what this {@code Accept} header asks for. */
    boolean takesJson(@Nullable String accept) {
        if (accept == null || accept.equals("*/*") || accept.equals("application/json")) {
            return true;
        }
        int place = place(accept);
        if (accept.equals(known.get(place))) {
            return true;
        }
        boolean taken = namesJson(accept);
        if (taken && accept.length() <= MAX_REMEMBERED_LENGTH) {
            known.lazySet(place, accept);
        }
        return taken;
    }

    private static boolean namesJson(String accept) {
        boolean json = false;
        String[] elements = accept.split(",", -1);
        if (elements.length > MAX_TYPES) {
            return false;
        }
        for (String element : elements) {
            String type = element.strip();
            if (!TYPE.matcher(type).matches()) {
                return false;
            }
            json |= isJson(type);
        }
        return json;
    }

    private static boolean isJson(String type) {
        int end = type.indexOf(';');
        return switch (end < 0 ? type : type.substring(0, end)) {
            case "application/json", "application/*", "*/*", "*" -> true;
            default -> false;
        };
    }

    /** Whether nothing in the header is what a firewall could object to. */
    private static boolean isPrintable(@Nullable String value) {
        for (int i = 0; value != null && i < value.length(); i++) {
            if (value.charAt(i) < ' ' || value.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    private static int place(String accept) {
        int hash = accept.hashCode();
        return (hash ^ (hash >>> 16)) & (REMEMBERED - 1);
    }
}
