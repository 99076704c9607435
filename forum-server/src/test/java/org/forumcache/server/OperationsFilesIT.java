package org.forumcache.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The dashboard and the alerts ask for what a running server tells. */
class OperationsFilesIT {
    private static final Path OPS = Path.of("..", "ops");

    /** A metric, and what its labels must be. */
    private static final Pattern SELECTOR = Pattern.compile("\\b((?:forum_)?cache_[a-z0-9_]+)(?:\\{([^}]*)})?");

    private static final Pattern LABEL = Pattern.compile("([a-z_]+)\\s*(=~|!=|=|!~)\\s*\"([^\"]*)\"");
    private static final Pattern SAMPLE = Pattern.compile("([a-z0-9_]+)(?:\\{(.*)})? \\S+");
    /** What Prometheus itself adds to every sample. */
    private static final Set<String> TARGET_LABELS = Set.of("instance", "job");

    private static final Map<String, List<Map<String, String>>> SAMPLES = new LinkedHashMap<>();

    @BeforeAll
    static void scrape() {
        String database = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
        try (StartedForum started = StartedForum.startWith(
                NearlyEverything.backend(),
                database,
                "--forum.demo.enabled=false",
                "--forum.cache.inspector.sample-rate=0.01")) {
            Forum forum = started.clients();
            String thread = "/api/threads/" + forum.thread(forum.category());
            forum.get(thread).ok();
            assertThat(forum.get(thread).ok().cache()).isEqualTo("HIT");
            String page = forum.raw("GET", "/actuator/prometheus", "", "Authorization", "Bearer " + forum.admin)
                    .ok()
                    .text();
            page.lines().forEach(OperationsFilesIT::addSample);
            // The hit was handed out ahead of the application, and is a read like any other
            assertThat(page.lines())
                    .contains(
                            "forum_cache_reads_total{cache=\"thread\",outcome=\"hit\"} 1.0",
                            "forum_cache_reads_total{cache=\"thread\",outcome=\"miss\"} 1.0");
        }
    }

    @AfterAll
    static void forget() {
        SAMPLES.clear();
    }

    private static void addSample(String line) {
        Matcher sample = SAMPLE.matcher(line);
        if (sample.matches()) {
            String labels = sample.group(2);
            SAMPLES.computeIfAbsent(sample.group(1), name -> new ArrayList<>())
                    .add(labels == null ? Map.of() : labels(labels));
        }
    }

    private static Map<String, String> labels(String text) {
        return LABEL.matcher(text)
                .results()
                .collect(Collectors.toMap(label -> label.group(1), label -> label.group(3)));
    }

    @Test
    void everyPanelAsksForWhatThereIs() throws IOException {
        JsonNode dashboard = JsonMapper.shared().readTree(Files.readString(OPS.resolve("grafana-dashboard.json")));
        List<String> queries = dashboard.findValuesAsString("expr");

        assertThat(queries).hasSizeGreaterThan(20).allSatisfy(OperationsFilesIT::asksForWhatThereIs);
    }

    @Test
    void everyAlertAsksForWhatThereIs() throws IOException {
        String rules = Files.readString(OPS.resolve("alerts.yaml"));
        List<String> queries = Pattern.compile("expr: (>-)?(.*?)(?=\\n\\s+(for|labels):)", Pattern.DOTALL)
                .matcher(rules)
                .results()
                .map(found -> found.group(2))
                .toList();

        assertThat(queries).hasSize(rules.split("- alert:", -1).length - 1);
        assertThat(queries).allSatisfy(OperationsFilesIT::asksForWhatThereIs);
    }

    @Test
    void everyMeterOfTheCacheIsOnTheDashboard() throws IOException {
        String dashboard = Files.readString(OPS.resolve("grafana-dashboard.json"));

        assertThat(SAMPLES.keySet().stream().filter(name -> name.startsWith("forum_cache_")))
                .hasSizeGreaterThan(15)
                .allMatch(name -> dashboard.contains(name) || name.matches(".*_step_(active_)?seconds_.*"));
    }

    @Test
    void everyAlertSaysWhatToDo() throws IOException {
        String rules = Files.readString(OPS.resolve("alerts.yaml"));
        long alerts = rules.lines().filter(line -> line.contains("- alert:")).count();

        assertThat(alerts).isPositive();
        for (String key : List.of("severity: ", "summary: ", "description: ")) {
            assertThat(rules.lines().filter(line -> line.contains(key)).count())
                    .as(key)
                    .isEqualTo(alerts);
        }
    }

    private static void asksForWhatThereIs(String query) {
        Matcher selector = SELECTOR.matcher(query);
        int found = 0;
        while (selector.find()) {
            found++;
            List<Map<String, String>> samples = SAMPLES.getOrDefault(selector.group(1), List.of());
            assertThat(samples).as("samples of %s", selector.group(1)).isNotEmpty();
            matches(selector.group(2) == null ? "" : selector.group(2), samples);
        }
        assertThat(found).as(query).isPositive();
    }

    private static void matches(String matchers, List<Map<String, String>> samples) {
        LABEL.matcher(matchers)
                .results()
                .filter(label -> !TARGET_LABELS.contains(label.group(1)))
                .forEach(label -> {
                    Set<String> values = samples.stream()
                            .map(sample -> sample.getOrDefault(label.group(1), ""))
                            .collect(Collectors.toCollection(TreeSet::new));
                    assertThat(values).as(label.group()).contains(label.group(3));
                });
    }
}
