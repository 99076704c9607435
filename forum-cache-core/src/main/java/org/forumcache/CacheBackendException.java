package org.forumcache;

import java.io.Serial;

/** A backend could not carry out a call: it is unreachable, too slow, or answered nonsense. */
public class CacheBackendException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public CacheBackendException(String message) {
        super(message);
    }

    public CacheBackendException(String message, Throwable cause) {
        super(message, cause);
    }
}
