package org.forumcache.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The page of settings says what editors say of them: both come from the sources. */
class SettingsPageTest {
    private static final String METADATA = "META-INF/spring-configuration-metadata.json";
    private static final String ENDPOINT = "management.endpoint.forumcache";

    @Test
    void thePageListsEverySettingAsEditorsKnowIt() throws IOException {
        List<JsonNode> files = metadata();

        String page = "## The cache\n\n" + table(files, "forum.cache", ENDPOINT) + "\n## The reference forum\n\n"
                + table(files, "forum.bootstrap", "forum.demo", "forum.tokens", "forum.views")
                + "\n## Values\n\n" + hints(files);

        assertThat(names(files))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(page).contains("| `" + name + "` |"));
        new GeneratedPart("settings.md").mustBe(page);
    }

    private static List<JsonNode> metadata() throws IOException {
        List<URL> urls =
                Collections.list(SettingsPageTest.class.getClassLoader().getResources(METADATA));
        return urls.stream()
                .map(SettingsPageTest::read)
                .filter(file -> file.path("groups").toString().contains("\"org.forumcache."))
                .toList();
    }

    private static JsonNode read(URL url) {
        try (InputStream in = url.openStream()) {
            return JsonMapper.shared().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(url.toString(), e);
        }
    }

    private static Stream<JsonNode> each(List<JsonNode> files, String list) {
        return files.stream()
                .flatMap(file -> StreamSupport.stream(file.path(list).spliterator(), false));
    }

    private static List<String> names(List<JsonNode> files) {
        return each(files, "properties")
                .map(property -> property.path("name").asString())
                .toList();
    }

    private static String table(List<JsonNode> files, String... prefixes) {
        return "| setting | type | default | meaning |\n|---|---|---|---|\n"
                + each(files, "properties")
                        .filter(property -> Stream.of(prefixes)
                                .anyMatch(prefix ->
                                        property.path("name").asString().startsWith(prefix + ".")))
                        .map(SettingsPageTest::row)
                        .sorted()
                        .collect(Collectors.joining());
    }

    private static String row(JsonNode property) {
        String type = property.path("type").asString();
        String standard = property.path("defaultValue").asString("");
        return "| `%s` | %s | %s | %s |\n"
                .formatted(
                        property.path("name").asString(),
                        type.substring(Math.max(type.lastIndexOf('.'), type.lastIndexOf('$')) + 1),
                        standard.isEmpty() ? "" : "`" + standard + "`",
                        property.path("description").asString("").replace("|", "\\|"));
    }

    private static String hints(List<JsonNode> files) {
        return each(files, "hints")
                .flatMap(hint -> StreamSupport.stream(hint.path("values").spliterator(), false)
                        .map(value -> "- `%s=%s` %s\n"
                                .formatted(
                                        hint.path("name").asString(),
                                        value.path("value").asString(),
                                        value.path("description").asString(""))))
                .sorted()
                .collect(Collectors.joining());
    }
}
