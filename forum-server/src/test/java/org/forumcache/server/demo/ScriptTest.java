package org.forumcache.server.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScriptTest {
    private static final Script SCRIPT = Script.load();

    @Test
    void thereAreTwelveCategoriesAndParentsComeFirst() {
        List<String> slugs =
                SCRIPT.categories().stream().map(DemoCategory::slug).toList();

        assertThat(slugs).hasSize(12).doesNotHaveDuplicates();
        assertThat(SCRIPT.categories()).anyMatch(category -> category.parent() != null);
        assertThat(SCRIPT.categories())
                .filteredOn(category -> category.parent() != null)
                .allSatisfy(category ->
                        assertThat(slugs.indexOf(category.parent())).isBetween(0, slugs.indexOf(category.slug()) - 1));
    }

    @Test
    void eightyMembersWithPicturesOfTheirOwnWriteInDifferentVoices() {
        assertThat(SCRIPT.members()).hasSize(80);
        assertThat(SCRIPT.members()).extracting(DemoMember::username).doesNotHaveDuplicates();
        assertThat(SCRIPT.members()).extracting(DemoMember::avatarUrl).allMatch(url -> url.matches("/[a-z0-9_/.]+"));
        assertThat(SCRIPT.members()).extracting(member -> member.voice().name()).contains("terse", "warm", "american");
    }

    @Test
    void everyCategoryHasSeveralProblems() {
        assertThat(SCRIPT.categories())
                .allSatisfy(category -> assertThat(SCRIPT.problemsOf(category)).hasSizeGreaterThanOrEqualTo(4));
    }

    @ParameterizedTest
    @MethodSource("problems")
    void everyProblemCanBeAskedInSeveralWaysAndHasAnswersOfItsOwn(Problem problem) {
        assertThat(problem.questions().titles()).hasSizeGreaterThanOrEqualTo(3);
        assertThat(problem.questions().observations()).hasSizeGreaterThanOrEqualTo(2);
        assertThat(problem.questions().circumstances()).hasSizeGreaterThanOrEqualTo(2);
        assertThat(problem.questions().asks()).hasSizeGreaterThanOrEqualTo(2);
        assertThat(problem.advice()).hasSizeGreaterThanOrEqualTo(5);
        assertThat(problem.exchanges()).hasSizeGreaterThanOrEqualTo(2);
        assertThat(problem.outcomes()).hasSizeGreaterThanOrEqualTo(2);
        assertThat(problem.tags()).isNotEmpty().allMatch(tag -> tag.matches("[a-z0-9-]{1,40}"));
        assertThat(SCRIPT.plantsWith(problem)).hasSizeGreaterThanOrEqualTo(5);
    }

    @Test
    void noTwoProblemsShareAWordOfAdvice() {
        assertThat(SCRIPT.problems().stream().flatMap(problem -> problem.advice().stream()))
                .doesNotHaveDuplicates();
    }

    @Test
    void everythingSaidAboutProblemsInGeneralIsThereForEachNature() {
        for (Problem problem : SCRIPT.problems()) {
            assertThat(Set.of("anecdote", "metoo", "thanks", "aside", "nudge", "update", "cheer", "late", "react"))
                    .allSatisfy(kind -> assertThat(SCRIPT.said(kind, problem)).hasSizeGreaterThanOrEqualTo(6));
        }
    }

    @Test
    void thereAreTipsAndRelativesForEveryPlant() {
        assertThat(SCRIPT.plants()).allSatisfy(plant -> {
            assertThat(SCRIPT.phrases().of("tip-" + plant.kind())).isNotEmpty();
            assertThat(SCRIPT.relatives(plant)).isNotEmpty().doesNotContain(plant);
        });
    }

    private static Stream<Problem> problems() {
        return SCRIPT.problems().stream();
    }
}
