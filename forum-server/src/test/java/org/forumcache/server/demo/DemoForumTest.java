package org.forumcache.server.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoForumTest {
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final Script SCRIPT = Script.load();
    private static final List<DemoThread> THREADS = threads(600, NOW);
    private static final Pattern SLIP = Pattern.compile(
            "[{}\\[\\]|]|  |\\ba [aeio]|\\b(an) [bcdfgjklmnpqrstvwyz]|\\b(\\w+) \\2\\b|null", Pattern.CASE_INSENSITIVE);
    private static final Set<String> TWICE_ON_PURPOSE = Set.of("hi hi", "moving air", "an led");

    @Test
    void equalSizesGiveEqualForumsWhateverTheTime() {
        List<DemoThread> later = threads(600, NOW.plus(Duration.ofDays(400)));

        assertThat(later)
                .extracting(DemoThread::slug)
                .isEqualTo(THREADS.stream().map(DemoThread::slug).toList());
        assertThat(later)
                .extracting(DemoThread::id)
                .isEqualTo(THREADS.stream().map(DemoThread::id).toList());
        assertThat(contents(later)).isEqualTo(contents(THREADS));
    }

    @Test
    void timesAreRelativeToTheClock() {
        Duration shift = Duration.ofDays(400);

        List<DemoThread> later = threads(600, NOW.plus(shift));

        assertThat(times(later))
                .isEqualTo(times(THREADS).stream().map(time -> time.plus(shift)).toList());
    }

    @Test
    void noTwoThreadsHaveOneTitleOrOneSlug() {
        assertThat(THREADS)
                .extracting(thread -> thread.title().toLowerCase(Locale.ROOT))
                .doesNotHaveDuplicates();
        assertThat(THREADS).extracting(DemoThread::slug).doesNotHaveDuplicates();
    }

    @Test
    void idsAreUniqueAndRiseInTheOrderOfWriting() {
        List<UUID> posts = THREADS.stream()
                .flatMap(thread -> thread.posts().stream())
                .map(DemoPost::id)
                .toList();

        assertThat(THREADS).extracting(DemoThread::id).isSorted().doesNotHaveDuplicates();
        assertThat(posts).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void slugsAndTagsAreWhatTheApiAllows() {
        assertThat(THREADS).extracting(DemoThread::slug).allMatch(slug -> slug.matches("[a-z0-9-]{8,120}"));
        assertThat(THREADS).flatExtracting(DemoThread::tags).allMatch(tag -> tag.matches("[a-z0-9-]{1,40}"));
        assertThat(THREADS).extracting(DemoThread::title).allMatch(title -> title.length() <= 160);
    }

    @Test
    void noTextHoldsABlankThatWasNotFilledInOrASlipOfThePen() {
        Stream<String> texts = Stream.concat(THREADS.stream().map(DemoThread::title), contents(THREADS).stream());

        assertThat(texts.filter(
                        text -> SLIP.matcher(text).results().anyMatch(slip -> !isOnPurpose(text, slip.start()))))
                .isEmpty();
    }

    @Test
    void nobodySaysTheSameTwiceInAThreadOfUsualLength() {
        assertThat(THREADS.stream().filter(thread -> thread.posts().size() <= 60))
                .allSatisfy(thread ->
                        assertThat(thread.posts()).extracting(DemoPost::content).doesNotHaveDuplicates());
    }

    @Test
    void openingPostsDifferFromEachOther() {
        assertThat(THREADS).extracting(thread -> thread.opening().content()).doesNotHaveDuplicates();
    }

    @Test
    void threeThreadsInARowOfOneCategoryAreAboutThreeProblems() {
        for (DemoCategory category : SCRIPT.categories()) {
            List<List<String>> tags = THREADS.stream()
                    .filter(thread -> thread.category().equals(category.id()))
                    .map(DemoThread::tags)
                    .toList();
            // A new round of the deck may begin with the problem that ended the last one.
            long repeated = IntStream.range(1, tags.size())
                    .filter(i -> tags.get(i).equals(tags.get(i - 1)))
                    .count();

            assertThat(repeated).as(category.slug()).isLessThanOrEqualTo(tags.size() / 6);
        }
    }

    @Test
    void answersFitTheQuestion() {
        Problem scale = SCRIPT.problems().stream()
                .filter(problem -> problem.name().equals("scale"))
                .findFirst()
                .orElseThrow();
        List<DemoThread> aboutScale = THREADS.stream()
                .filter(thread -> thread.tags().equals(scale.tags()))
                .toList();
        Set<String> advice = Set.of(
                "You scrape off mothers",
                "sooty mould",
                "old toothbrush",
                "Paraffin oil",
                "Ants running up",
                "Prune it hard",
                "Hard like a shell",
                "hard like a shell",
                "ant traffic",
                "sooty mold");

        assertThat(aboutScale)
                .isNotEmpty()
                .allSatisfy(thread -> assertThat(thread.posts())
                        .anyMatch(post -> advice.stream().anyMatch(post.content()::contains)));
    }

    @Test
    void postsFollowEachOtherWithinTheLastTwoYears() {
        assertThat(THREADS).allSatisfy(thread -> {
            List<Instant> times =
                    thread.posts().stream().map(DemoPost::writtenAt).toList();
            assertThat(times).isSorted().doesNotHaveDuplicates();
            assertThat(times.get(0)).isAfterOrEqualTo(NOW.minus(Duration.ofDays(731)));
            assertThat(thread.lastActivity()).isBefore(NOW).isEqualTo(times.get(times.size() - 1));
        });
    }

    @Test
    void reactionsComeAfterThePostFromOthersAndOnceFromEach() {
        Set<UUID> members = SCRIPT.members().stream().map(DemoMember::id).collect(Collectors.toSet());

        assertThat(THREADS).flatExtracting(DemoThread::posts).allSatisfy(post -> {
            assertThat(post.reactions())
                    .extracting(DemoReaction::member)
                    .doesNotHaveDuplicates()
                    .doesNotContain(post.author())
                    .isSubsetOf(members);
            assertThat(post.reactions())
                    .allMatch(reaction -> !reaction.givenAt().isBefore(post.writtenAt())
                            && !reaction.givenAt().isAfter(NOW));
        });
    }

    @Test
    void popularThreadsHaveMorePostsViewsAndReactions() {
        List<DemoThread> byViews = THREADS.stream()
                .sorted((one, other) -> Long.compare(other.views(), one.views()))
                .toList();

        assertThat(posts(byViews.subList(0, 60))).isGreaterThan(4 * posts(byViews.subList(540, 600)));
        assertThat(reactions(byViews.subList(0, 60))).isGreaterThan(4 * reactions(byViews.subList(540, 600)));
    }

    @Test
    void allMembersWriteAndSomeMuchMoreThanOthers() {
        Map<UUID, Long> posts = THREADS.stream()
                .flatMap(thread -> thread.posts().stream())
                .collect(Collectors.groupingBy(DemoPost::author, Collectors.counting()));

        long ofARegular = posts.getOrDefault(SCRIPT.members().get(0).id(), 0L);
        long ofAnother = posts.getOrDefault(SCRIPT.members().get(70).id(), 0L);

        assertThat(posts).hasSize(80);
        assertThat(ofARegular).isGreaterThan(3 * ofAnother);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void smallForumsAreForumsToo(int size) {
        List<DemoThread> threads = threads(size, NOW);

        assertThat(threads)
                .hasSize(size)
                .allSatisfy(thread -> assertThat(thread.posts()).hasSizeGreaterThan(1));
    }

    private static boolean isOnPurpose(String text, int at) {
        String rest = text.substring(Math.max(0, at - 12), Math.min(text.length(), at + 24))
                .toLowerCase(Locale.ROOT);
        return TWICE_ON_PURPOSE.stream().anyMatch(rest::contains);
    }

    private static List<DemoThread> threads(int size, Instant now) {
        List<DemoThread> threads = new ArrayList<>();
        new DemoForum(SCRIPT, size, now).forEachThread(threads::add);
        return threads;
    }

    private static List<String> contents(List<DemoThread> threads) {
        return threads.stream()
                .flatMap(thread -> thread.posts().stream())
                .map(DemoPost::content)
                .toList();
    }

    private static List<Instant> times(List<DemoThread> threads) {
        return threads.stream()
                .flatMap(thread -> thread.posts().stream())
                .map(DemoPost::writtenAt)
                .toList();
    }

    private static long posts(List<DemoThread> threads) {
        return threads.stream().mapToLong(thread -> thread.posts().size()).sum();
    }

    private static long reactions(List<DemoThread> threads) {
        return threads.stream()
                .flatMap(thread -> thread.posts().stream())
                .mapToLong(post -> post.reactions().size())
                .sum();
    }
}
