package org.forumcache.server.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.forumcache.CacheRead;
import org.forumcache.CachedJson;
import org.forumcache.spring.JsonAnswer;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Sends the answers of reads, from the cache or past it, in the form that the response filter sends them too. */
@Component
public final class JsonReply {
    private final JsonMapper mapper;

    JsonReply(JsonMapper mapper) {
        this.mapper = mapper;
    }

    /** Sends what the cache answered, or refuses with 404 and the given detail. */
    public void send(CacheRead read, String detailIfAbsent, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        JsonAnswer.announce(read, response);
        CachedJson json = read.json();
        if (json == null) {
            throw Refusal.notFound(detailIfAbsent);
        }
        JsonAnswer.send(json, request, response);
    }

    /** Sends a document that is not cached. */
    public void send(Object document, HttpServletRequest request, HttpServletResponse response) throws IOException {
        JsonAnswer.sendUncached(mapper.writeValueAsBytes(document), request, response);
    }
}
