package org.forumcache;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** {@link JsonCodec} on Jackson 3. */
public final class JacksonCodec implements JsonCodec {
    private final JsonMapper mapper;

    /** A codec that writes as the given mapper does. */
    public JacksonCodec(JsonMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public byte[] encode(Object document) {
        try {
            return mapper.writeValueAsBytes(document);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "document of " + document.getClass() + " cannot be written as JSON; give Jackson a way to write it",
                    e);
        }
    }

    @Override
    public <T> T decode(byte[] utf8, Class<T> type) {
        try {
            return mapper.readValue(utf8, type);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("cached JSON cannot be read as " + type + "; ask for its real type", e);
        }
    }
}
