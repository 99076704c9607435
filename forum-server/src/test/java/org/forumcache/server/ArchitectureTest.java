package org.forumcache.server;

import static com.tngtech.archunit.lang.conditions.ArchConditions.accessFieldWhere;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethodWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.forumcache.CacheBackend;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.RestController;

/** Who may depend on whom, for all modules: the server's class path holds them all. */
class ArchitectureTest {
    private static final String[] FEATURES = {"thread", "post", "category", "reaction", "user", "view", "demo"};

    /** As a script or a command made of text would name them; a script's list of keys is no text. */
    private static final Pattern WALKS_KEYS = Pattern.compile("(?i)[\"'][HSZ]?(scan|keys)[\"']");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.forumcache");

    @Test
    void coreKnowsNoRedisNoSpringNoMicrometerAndNoJdbc() {
        noClasses()
                .that()
                .resideInAPackage("org.forumcache")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.lettuce..",
                        "org.springframework..",
                        "io.micrometer..",
                        "java.sql..",
                        "javax.sql..",
                        "org.forumcache.redis..",
                        "org.forumcache.spring..",
                        "org.forumcache.server..")
                .check(CLASSES);
    }

    @Test
    void redisKnowsNoSpring() {
        noClasses()
                .that()
                .resideInAPackage("org.forumcache.redis..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework..", "org.forumcache.spring..")
                .check(CLASSES);
    }

    @Test
    void onlyTheRedisBackendUsesARedisClient() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.forumcache.redis..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.lettuce..", "io.netty..", "reactor..")
                .check(CLASSES);
    }

    /** A key space is never walked through: that takes the longer the more there is. */
    @Test
    void redisIsNeverAskedForItsKeys() throws IOException {
        noClasses()
                .that()
                .resideInAPackage("org.forumcache.redis..")
                .should(callMethodWhere(new DescribedPredicate<JavaMethodCall>("SCAN or KEYS") {
                    @Override
                    public boolean test(JavaMethodCall call) {
                        return isWalk(call.getTargetOwner(), call.getName());
                    }
                }))
                .orShould(accessFieldWhere(new DescribedPredicate<JavaFieldAccess>("SCAN or KEYS") {
                    @Override
                    public boolean test(JavaFieldAccess access) {
                        return isWalk(access.getTargetOwner(), access.getName());
                    }
                }))
                .check(CLASSES);
        assertThat(filesOfRedis())
                .anyMatch(file -> file.toString().endsWith(".lua"))
                .noneMatch(ArchitectureTest::walksKeys);
    }

    private static boolean isWalk(JavaClass client, String name) {
        return client.getPackageName().startsWith("io.lettuce") && name.matches("(?i)(keys|[hsz]?scan)(Legacy)?");
    }

    private static List<Path> filesOfRedis() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("..", "forum-cache-redis", "src", "main"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static boolean walksKeys(Path file) {
        return WALKS_KEYS.matcher(text(file)).find();
    }

    @Test
    void librariesDoNotKnowTheServer() {
        noClasses()
                .that()
                .resideInAnyPackage("org.forumcache", "org.forumcache.redis..", "org.forumcache.spring..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.forumcache.server..")
                .check(CLASSES);
    }

    @Test
    void noFeatureUsesTheRepositoryOfAnother() {
        for (String feature : FEATURES) {
            String itsPackage = "org.forumcache.server." + feature + "..";
            noClasses()
                    .that()
                    .resideOutsideOfPackage(itsPackage)
                    .should()
                    .dependOnClassesThat(DescribedPredicate.and(
                            JavaClass.Predicates.resideInAPackage(itsPackage),
                            JavaClass.Predicates.simpleNameEndingWith("Repository")))
                    .allowEmptyShould(true)
                    .check(CLASSES);
        }
    }

    @Test
    void featuresFormNoCycles() {
        slices().matching("org.forumcache.server.(*)..")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    @Test
    void controllersDoNotTouchTheBackend() {
        noClasses()
                .that()
                .areAnnotatedWith(RestController.class)
                .should()
                .dependOnClassesThat()
                .areAssignableTo(CacheBackend.class)
                .check(CLASSES);
    }

    @Test
    void nobodyUsesAnotherCacheLibrary() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "redis.clients..", "org.redisson..", "com.alicp.jetcache..", "org.springframework.cache..")
                .check(CLASSES);
    }

    @Test
    void nobodySleeps() {
        noClasses()
                .should(callMethodWhere(new DescribedPredicate<JavaMethodCall>("Thread.sleep") {
                    @Override
                    public boolean test(JavaMethodCall call) {
                        return call.getTargetOwner().isEquivalentTo(Thread.class)
                                && call.getName().equals("sleep");
                    }
                }))
                .check(CLASSES);
    }

    /** Clocks differ between processes and are set back; only durations measured inside one process are believed. */
    @Test
    void noLibraryAsksWhatTimeItIs() {
        noClasses()
                .that()
                .resideInAnyPackage("org.forumcache", "org.forumcache.redis..", "org.forumcache.spring..")
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould(callMethodWhere(new DescribedPredicate<JavaMethodCall>("now()") {
                    @Override
                    public boolean test(JavaMethodCall call) {
                        return call.getTargetOwner().getPackageName().equals("java.time")
                                && (call.getName().equals("now")
                                        || call.getTargetOwner().getSimpleName().equals("Clock"));
                    }
                }))
                .check(CLASSES);
    }

    @Test
    void onlyCacheKeysWritesKeys() throws IOException {
        List<Path> writers;
        try (Stream<Path> files = Files.walk(Path.of(".."))) {
            writers = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> file.toString().contains("src/main/java"))
                    .filter(ArchitectureTest::writesKeys)
                    .toList();
        }

        assertThat(writers).singleElement().satisfies(file -> assertThat(file).hasFileName("CacheKeys.java"));
    }

    private static boolean writesKeys(Path file) {
        return text(file).contains("\"forum:");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
