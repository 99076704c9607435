package org.forumcache.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Every dependency has a version that is managed: by the root's POM, by Spring Boot behind it, or, for peers, by that of the
 * benchmarks.
 */
class DependenciesTest {
    private static final Path ROOT = Path.of("..");

    @TestFactory
    Stream<DynamicTest> everyModuleUsesManagedVersions() throws IOException {
        return poms().stream()
                .map(pom -> DynamicTest.dynamicTest(
                        ROOT.relativize(pom).toString(),
                        () -> assertThat(versioned(pom))
                                .as("dependencies with a version of their own")
                                .isEmpty()));
    }

    @Test
    void everyModuleIsLookedAt() throws IOException {
        List<String> modules = texts(root(ROOT.resolve("pom.xml")).getElementsByTagName("module"));

        assertThat(poms()).hasSize(modules.size() + 1);
    }

    @Test
    void noRepositoryIsNamed() throws IOException {
        for (Path pom : poms()) {
            Element project = root(pom);

            assertThat(project.getElementsByTagName("repository").getLength()).isZero();
            assertThat(project.getElementsByTagName("pluginRepository").getLength())
                    .isZero();
        }
    }

    private static List<Path> poms() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT, 3)) {
            return files.filter(file -> file.endsWith("pom.xml"))
                    .filter(file -> !file.toString().contains("target"))
                    .sorted()
                    .toList();
        }
    }

    private static List<String> versioned(Path pom) {
        NodeList dependencies = root(pom).getElementsByTagName("dependency");
        List<String> versioned = new ArrayList<>();
        for (int i = 0; i < dependencies.getLength(); i++) {
            Element dependency = (Element) dependencies.item(i);
            if (!isManagement(dependency)
                    && dependency.getElementsByTagName("version").getLength() > 0) {
                versioned.add(
                        texts(dependency.getElementsByTagName("artifactId")).get(0));
            }
        }
        return versioned;
    }

    /** Where versions belong: in the management of dependencies, or with the plugin that has one. */
    private static boolean isManagement(Node dependency) {
        for (Node above = dependency.getParentNode(); above != null; above = above.getParentNode()) {
            if (above.getNodeName().equals("dependencyManagement")
                    || above.getNodeName().equals("plugin")) {
                return true;
            }
        }
        return false;
    }

    private static List<String> texts(NodeList nodes) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            texts.add(nodes.item(i).getTextContent());
        }
        return texts;
    }

    private static Element root(Path pom) {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(pom.toFile())
                    .getDocumentElement();
        } catch (IOException | SAXException | ParserConfigurationException e) {
            throw new IllegalStateException(pom + " cannot be read", e);
        }
    }
}
