package org.forumcache.spring;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a reader's headers say about the form of the answer (RFC 9110, sections 12.5.3 and 13.1.2). */
final class RequestHeaders {
    private static final Pattern ENTITY_TAG = Pattern.compile("(?:W/)?(\"[^\"]*\")");
    private static final Pattern QUALITY = Pattern.compile("q=(0(?:\\.[0-9]{0,3})?|1(?:\\.0{0,3})?)");

    private RequestHeaders() {}

    /**
     * The tag of the form that the reader holds, plain or compressed, by its {@code If-None-Match} headers; {@code null}
     * if it holds neither.
     *
     * @param etag of the form that would be sent
     */
    static @Nullable String heldTag(List<String> ifNoneMatch, String etag, Representation representation) {
        for (String header : ifNoneMatch) {
            // What browsers send: the one tag they were sent.
            if (header.equals(etag) || header.strip().equals("*")) {
                return etag;
            }
            // Weak comparison: a W/ before either tag does not matter.
            Matcher tags = ENTITY_TAG.matcher(header);
            while (tags.find()) {
                if (representation.isNamedBy(tags.group(1))) {
                    return tags.group(1);
                }
            }
        }
        return null;
    }

    /** Whether an {@code Accept-Encoding} header wants gzip at least as much as no compression. */
    static boolean wantGzip(@Nullable String acceptEncoding) {
        if (acceptEncoding == null) {
            return false;
        }
        return switch (acceptEncoding) {
            // What most clients send.
            case "gzip",
                    "gzip, deflate",
                    "gzip, deflate, br",
                    "gzip, deflate, br, zstd",
                    "gzip, x-gzip, deflate",
                    "gzip,deflate" -> true;
            default -> isPreferred(acceptEncoding);
        };
    }

    private static boolean isPreferred(String acceptEncoding) {
        double gzip = -1;
        double identity = -1;
        double any = 0;
        for (String element : acceptEncoding.toLowerCase(Locale.ROOT).split(",", -1)) {
            String[] parts = element.split(";", 2);
            double quality = parts.length == 1 ? 1 : quality(parts[1]);
            switch (parts[0].strip()) {
                case "gzip", "x-gzip" -> gzip = Math.max(gzip, quality);
                case "identity" -> identity = quality;
                case "*" -> any = quality;
                default -> {
                    // An encoding that is not offered.
                }
            }
        }
        double wanted = gzip < 0 ? any : gzip;
        return wanted > 0 && wanted >= identity;
    }

    private static double quality(String parameter) {
        Matcher quality = QUALITY.matcher(parameter.replace(" ", "").replace("\t", ""));
        return quality.matches() ? Double.parseDouble(quality.group(1)) : 0;
    }
}
