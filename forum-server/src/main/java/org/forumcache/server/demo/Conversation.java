package org.forumcache.server.demo;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/**
 * One thread as it is talked through: a question, advice that fits it, questions back with their answers, thanks,
 * remarks, how it ended; and when all has been said and the thread goes on, what others bring up.
 *
 * <p>Nothing is said twice as long as there is something else to say. Used for one thread, by one thread.
 */
final class Conversation {
    private static final int UNDER_WAY = 8;
    private static final double FIRST_ASKS_BACK = 0.25;
    private static final double REFERS = 0.35;
    private static final double DISAGREES = 0.25;
    private static final double SAYS_MORE = 0.3;

    private final Cast cast;
    private final Pen pen;
    private final Random random;
    private final Repertoire repertoire;
    private final SideTopics sideTopics;
    private final Topic first;
    private final List<Line> lines = new ArrayList<>();
    private final List<Quote> quotes = new ArrayList<>();
    private final Deque<Line> answersDue = new ArrayDeque<>();
    private Topic topic;

    Conversation(Script script, Problem problem, Facts facts, Random random) {
        this.random = random;
        cast = new Cast(script.members(), random);
        pen = new Pen(random);
        repertoire = new Repertoire(script, random);
        sideTopics = new SideTopics(script, problem, random);
        first = new Topic(problem, facts, cast.asker(), random);
        topic = first;
    }

    /** The posts of the thread, this many. */
    List<Line> tell(List<String> question, int posts, Ending ending) {
        lines.add(pen.question(cast.asker(), question.stream().map(this::filled).toList()));
        int outcome = outcomeAt(posts, ending);
        while (lines.size() < posts) {
            if (lines.size() >= outcome && !first.advisers().isEmpty()) {
                conclude(posts);
                outcome = posts;
            } else if (ending == Ending.REVIVED && lines.size() == posts - 1) {
                lines.add(pen.remark(cast.newcomer(), said("late")).after(Pause.MONTHS));
            } else if (answersDue.isEmpty()) {
                make(lines.size() == 1 ? firstMove() : move());
            } else {
                lines.add(answersDue.remove());
            }
        }
        return List.copyOf(lines);
    }

    private int outcomeAt(int posts, Ending ending) {
        return ending == Ending.OPEN ? posts : (int) (posts * (0.65 + 0.3 * random.nextDouble()));
    }

    private void conclude(int posts) {
        topic = first;
        answersDue.clear();
        lines.add(pen.remark(cast.asker(), said("end")).after(Pause.WEEKS));
        int cheers = Math.min(1 + random.nextInt(3), posts - 1 - lines.size());
        for (int i = 0; i < cheers; i++) {
            remark(cast.helper(last()), "cheer");
        }
    }

    private Move firstMove() {
        return pen.chance(FIRST_ASKS_BACK) ? Move.QUERY : Move.ADVISE;
    }

    private Move move() {
        List<Move> possible =
                Arrays.stream(Move.values()).filter(this::isPossible).toList();
        int drawn = random.nextInt(possible.stream().mapToInt(Move::weight).sum());
        for (Move move : possible) {
            drawn -= move.weight();
            if (drawn < 0) {
                return move;
            }
        }
        throw new IllegalStateException("the weights are more than their sum");
    }

    private boolean isPossible(Move move) {
        return switch (move) {
            case ADVISE -> isNew("say");
            case QUERY -> !topic.exchanges().isDealtOut();
            case DRIFT -> !isNew("say") && sideTopics.hasNext();
            case REACT -> !quotes.isEmpty();
            case TELL -> isNew("anecdote");
            case JOIN -> isNew("metoo");
            case TIP -> isNew("tip");
            case THANK -> !topic.advisers().isEmpty() && !last().equals(topic.asker()) && isNew("thanks");
            case CHAT -> !first.advisers().isEmpty() && isNew("aside");
            case NUDGE -> topic == first && lines.size() > UNDER_WAY && isNew("nudge");
        };
    }

    private void make(Move move) {
        switch (move) {
            case ADVISE -> advise(helper());
            case QUERY -> askBack(helper());
            case DRIFT -> drift(cast.newcomer());
            case REACT -> react(helper());
            case TELL -> remark(helper(), "anecdote");
            case JOIN -> remark(cast.newcomer(), "metoo");
            case TIP -> remark(helper(), "tip");
            case THANK -> remark(topic.asker(), "thanks");
            case CHAT -> remark(helper(), "aside");
            case NUDGE -> {
                remark(helper(), "nudge");
                answersDue.add(pen.remark(topic.asker(), said("update")));
            }
        }
    }

    private void advise(DemoMember adviser) {
        String advice = said("say");
        quotes.add(new Quote(adviser, adviser.voice().spelling().apply(advice)));
        List<DemoMember> advisers = topic.advisers();
        if (!advisers.isEmpty() && !advisers.contains(adviser) && pen.chance(REFERS)) {
            String reference = said(pen.chance(DISAGREES) ? "differ" : "agree");
            lines.add(pen.remark(adviser, reference + ' ' + advice));
        } else {
            lines.add(pen.answer(adviser, more(adviser, advice)));
        }
        advisers.add(adviser);
    }

    private List<String> more(DemoMember adviser, String advice) {
        boolean more = !adviser.voice().brief() && isNew("say") && pen.chance(SAYS_MORE);
        return more ? List.of(advice, said("say")) : List.of(advice);
    }

    private void askBack(DemoMember helper) {
        Problem.Exchange exchange = topic.exchanges().draw();
        lines.add(pen.remark(helper, filled(exchange.query())));
        answersDue.add(pen.remark(topic.asker(), filled(exchange.reply())));
    }

    private void drift(DemoMember asker) {
        topic = sideTopics.next(asker);
        lines.add(pen.question(asker, List.of(said("bridge") + ' ' + said("see"), said("ask"))));
    }

    private void react(DemoMember reader) {
        List<Quote> others =
                quotes.stream().filter(quote -> !quote.author().equals(reader)).toList();
        if (others.isEmpty()) {
            remark(reader, "anecdote");
        } else {
            Quote quote = others.get(random.nextInt(others.size()));
            lines.add(pen.reaction(reader, quote.sentence(random), said("react")));
        }
    }

    private void remark(DemoMember author, String kind) {
        lines.add(pen.remark(author, said(kind)));
    }

    /** Somebody other than the one who wrote last and those who asked. */
    private DemoMember helper() {
        return cast.helper(topic == first ? last() : topic.asker());
    }

    private DemoMember last() {
        return lines.get(lines.size() - 1).author();
    }

    private boolean isNew(String kind) {
        return repertoire.hasNew(kind, topic);
    }

    private String said(String kind) {
        return filled(repertoire.draw(kind, topic));
    }

    private String filled(String template) {
        return new Template(template).fill(this::value, random);
    }

    private String value(String blank) {
        return switch (blank) {
            case "op" -> cast.asker().username();
            case "other" -> adviser().username();
            default -> topic.facts().value(blank);
        };
    }

    /** Whoever gave advice last. */
    private DemoMember adviser() {
        List<DemoMember> advisers = topic.advisers().isEmpty() ? first.advisers() : topic.advisers();
        return advisers.isEmpty() ? cast.asker() : advisers.get(advisers.size() - 1);
    }
}
