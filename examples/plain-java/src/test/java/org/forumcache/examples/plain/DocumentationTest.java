package org.forumcache.examples.plain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every Java sample of the documentation is part of a file that this build compiles, and every link between its pages
 * leads somewhere. White space may differ; a line with nothing but "…" stands for what is left out.
 */
class DocumentationTest {
    private static final Path ROOT = Path.of("..", "..");
    private static final Pattern SAMPLE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:\\s]+)(#[^)\\s]*)?\\)");

    @TestFactory
    Stream<DynamicTest> everySampleIsCompiled() {
        List<String> compiled = texts(files(ROOT.resolve("examples"), ".java"));
        return pages().flatMap(page -> samples(page).stream()
                .map(sample -> DynamicTest.dynamicTest(
                        page.getFileName() + ": " + title(sample),
                        () -> assertThat(compiled)
                                .as("Java files under examples, one of which must contain:%n%s", sample)
                                .anyMatch(source -> contains(source, sample)))));
    }

    @TestFactory
    Stream<DynamicTest> everyLinkLeadsSomewhere() {
        return pages().map(page -> DynamicTest.dynamicTest(page.getFileName().toString(), () -> {
            for (String target : links(page)) {
                assertThat(page.resolveSibling(target)).exists();
            }
        }));
    }

    @Test
    void theExamplesAreAsShortAsTheReadmeSays() {
        List<Path> examples = files(ROOT.resolve("examples"), "Forum.java");

        assertThat(text(ROOT.resolve("README.md"))).contains("each under 60 lines");
        assertThat(examples)
                .hasSize(2)
                .allSatisfy(example -> assertThat(text(example).lines()).hasSizeLessThan(60));
    }

    @Test
    void samplesAreFoundAtAll() {
        assertThat(pages().mapToInt(page -> samples(page).size()).sum()).isGreaterThan(5);
        assertThat(contains("a b\nc  d", "b\n…\nd")).isTrue();
        assertThat(contains("a b\nc  d", "b d")).isFalse();
    }

    private static Stream<Path> pages() {
        return Stream.concat(
                Stream.of("README.md", "CONTRIBUTING.md", "SECURITY.md").map(ROOT::resolve),
                files(ROOT.resolve("docs"), ".md").stream());
    }

    private static List<String> samples(Path page) {
        List<String> samples = new ArrayList<>();
        Matcher matcher = SAMPLE.matcher(text(page));
        while (matcher.find()) {
            samples.add(matcher.group(1));
        }
        return samples;
    }

    private static List<String> links(Path page) {
        List<String> links = new ArrayList<>();
        Matcher matcher = LINK.matcher(text(page));
        while (matcher.find()) {
            links.add(matcher.group(1));
        }
        return links;
    }

    private static boolean contains(String source, String sample) {
        String rest = plain(source);
        for (String part : sample.split("(?m)^\\s*…\\s*$", -1)) {
            int at = rest.indexOf(plain(part));
            if (at < 0) {
                return false;
            }
            rest = rest.substring(at + plain(part).length());
        }
        return true;
    }

    private static String plain(String code) {
        // The formatter may break a line before a dot.
        return code.replaceAll("\\s+", " ").replace(" .", ".").strip();
    }

    private static String title(String sample) {
        return sample.lines().findFirst().orElse("").strip();
    }

    private static List<String> texts(List<Path> files) {
        return files.stream().map(DocumentationTest::text).toList();
    }

    private static List<Path> files(Path folder, String ending) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
