package org.forumcache.spring;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes user names and passwords out of text that people will see. */
final class Credentials {
    /** Up to the last at-sign: in a URI that is written wrongly a password may hold any character. */
    private static final Pattern IN_URI =
            Pattern.compile("(rediss?(?:-sentinel)?:/*)[^\\r\\n]*@", Pattern.CASE_INSENSITIVE);

    private static final Pattern HARMLESS_URI = Pattern.compile("[a-z-]+://[\\w.-]+(?::\\d{1,5})?(?:/\\d*)?");
    private static final Pattern URI = Pattern.compile("://|@");

    private Credentials() {}

    /** The text with the credentials of each Redis URI in it replaced. */
    static String hiddenIn(String text) {
        Matcher matcher = IN_URI.matcher(text);
        return matcher.find() ? matcher.replaceAll("$1******@") : text;
    }

    /** The value of a setting; of a URI only what cannot be a secret, even if the URI is written wrongly. */
    static String hiddenInValue(String value) {
        return URI.matcher(value).find() && !HARMLESS_URI.matcher(value).matches() ? "******" : value;
    }
}
