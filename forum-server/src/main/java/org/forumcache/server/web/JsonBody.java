package org.forumcache.server.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The JSON object that a write sends, read field by field; whatever is wrong is refused by the field's name. */
public final class JsonBody {
    private static final int MAX_NAME = 64;

    private final JsonNode object;

    private JsonBody(JsonNode object) {
        this.object = object;
    }

    /** The object, which has no other fields than the known ones. */
    public static JsonBody of(JsonNode body, Set<String> known) {
        if (!body.isObject()) {
            throw Refusal.badBody("The body must be a JSON object.");
        }
        for (String name : body.propertyNames()) {
            if (!known.contains(name)) {
                String shown = name.substring(0, Math.min(name.length(), MAX_NAME));
                throw Refusal.badInput(
                        shown,
                        shown + " is not a field of this request; it has "
                                + String.join(", ", known.stream().sorted().toList()) + ".");
            }
        }
        return new JsonBody(body);
    }

    /** Whether the field is there, be it {@code null}. */
    public boolean has(String name) {
        return object.has(name);
    }

    /** The text of a field that must be there. */
    public String text(String name, TextRule rule) {
        return rule.require(name, string(name));
    }

    /** The text of a field, or {@code null} if it is not there. */
    public @Nullable String textIfGiven(String name, TextRule rule) {
        return has(name) ? text(name, rule) : null;
    }

    /** The text of a field, or {@code null} if it is not there or {@code null}. */
    public @Nullable String textOrNull(String name, TextRule rule) {
        return object.hasNonNull(name) ? text(name, rule) : null;
    }

    /** The text of a field that must be there, which may be empty. */
    public String textOrEmpty(String name, TextRule rule) {
        return rule.requireBounds(name, string(name));
    }

    /** The whole number of a field that must be there. */
    public int integer(String name) {
        JsonNode node = present(name);
        if (!node.isIntegralNumber() || !node.canConvertToInt()) {
            throw Refusal.badInput(name, name + " must be a whole number of at most 32 bits.");
        }
        return node.intValue();
    }

    /** The texts of a field that must be there. */
    public List<String> texts(String name) {
        JsonNode node = present(name);
        if (!node.isArray()) {
            throw Refusal.badInput(name, name + " must be an array of strings.");
        }
        List<String> texts = new ArrayList<>(node.size());
        for (JsonNode element : node) {
            if (!element.isString()) {
                throw Refusal.badInput(name, name + " must contain strings only.");
            }
            texts.add(element.stringValue());
        }
        return texts;
    }

    private String string(String name) {
        JsonNode node = present(name);
        if (!node.isString()) {
            throw Refusal.badInput(name, name + " must be a string.");
        }
        return node.stringValue();
    }

    private JsonNode present(String name) {
        JsonNode node = object.get(name);
        if (node == null) {
            throw Refusal.badInput(name, name + " is missing.");
        }
        return node;
    }
}
