package org.forumcache.server.view;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.forumcache.CachedJson;
import org.forumcache.DocumentVersion;
import org.forumcache.EntryKey;
import org.forumcache.EntryKind;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What of a document must be as the database has it: all but the views, wherever they stand, and what they decide, which
 * is the order of lists. The other orders follow from what the threads of a list show of themselves.
 */
@Component
class VersionWithoutViews implements DocumentVersion {
    private static final String VIEWS = "view_count";

    private final JsonMapper mapper;

    VersionWithoutViews(JsonMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public String of(EntryKey key, CachedJson document) {
        JsonNode version = mapper.readTree(document.utf8());
        version.findParents(VIEWS).forEach(parent -> ((ObjectNode) parent).remove(VIEWS));
        if (key.kind() == EntryKind.LIST && version instanceof ObjectNode list) {
            leaveOutOrder(list);
        }
        return version.toString();
    }

    private static void leaveOutOrder(ObjectNode list) {
        if (isOrderedByViews(list.path("next")) || isOrderedByViews(list.path("previous"))) {
            // Which of all threads are on this page is for their views to say.
            list.remove("results");
            return;
        }
        List<JsonNode> results = new ArrayList<>();
        list.path("results").forEach(results::add);
        results.sort(Comparator.comparing(thread -> thread.path("slug").asString("")));
        list.putArray("results").addAll(results);
    }

    private static boolean isOrderedByViews(JsonNode link) {
        return link.asString("").matches(".*&sort=-?" + VIEWS + "(&.*)?");
    }
}
