package org.forumcache.server.demo;

import java.util.List;
import java.util.stream.Stream;

/**
 * Everything hand-written that the demo forum is made of; see the text files beside this class.
 *
 * @param members most active first
 * @param facts what differs from plant to plant: places, pots, rhythms
 * @param phrases what is said whatever the problem is
 */
record Script(
        List<DemoCategory> categories,
        List<DemoMember> members,
        List<Plant> plants,
        List<Problem> problems,
        Phrases facts,
        Phrases phrases) {

    static Script load() {
        List<DemoCategory> categories =
                Phrases.read("categories.txt").stream().map(DemoCategory::parse).toList();
        return new Script(
                categories,
                readMembers(),
                Phrases.read("plants.txt").stream().map(Plant::parse).toList(),
                categories.stream()
                        .flatMap(category -> readProblems(category.slug()).stream())
                        .toList(),
                Phrases.parse(Phrases.read("facts.txt")),
                Phrases.parse(Phrases.read("phrases.txt")));
    }

    List<Problem> problemsOf(DemoCategory category) {
        return problems.stream()
                .filter(problem -> problem.category().equals(category.slug()))
                .toList();
    }

    List<Plant> plantsWith(Problem problem) {
        return plants.stream().filter(problem::concerns).toList();
    }

    /** What is said about a problem whatever it is: lines for everything, and lines for problems of its nature. */
    List<String> said(String kind, Problem problem) {
        return Stream.concat(phrases.of(kind).stream(), phrases.of(kind + '-' + problem.nature()).stream())
                .toList();
    }

    /** The other plants of the same kind. */
    List<Plant> relatives(Plant plant) {
        return plants.stream()
                .filter(other -> other.kind().equals(plant.kind()) && !other.equals(plant))
                .toList();
    }

    private static List<Problem> readProblems(String category) {
        return Phrases.parseBlocks(Phrases.read("problems/" + category + ".txt"), "problem").stream()
                .map(block -> Problem.parse(category, block))
                .toList();
    }

    private static List<DemoMember> readMembers() {
        List<Voice> voices = Phrases.parseBlocks(Phrases.read("voices.txt"), "voice").stream()
                .map(Voice::parse)
                .toList();
        return Phrases.read("members.txt").stream()
                .map(line -> member(line.split("; ", 2), voices))
                .toList();
    }

    private static DemoMember member(String[] fields, List<Voice> voices) {
        Voice voice = voices.stream()
                .filter(candidate -> candidate.name().equals(fields[1]))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no voice " + fields[1]));
        return new DemoMember(DemoIds.member(fields[0]), fields[0], voice);
    }
}
