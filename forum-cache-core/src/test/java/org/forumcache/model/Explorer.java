package org.forumcache.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Goes through every state that a {@link Model} can reach, nearest first, until a step breaks the promise.
 *
 * <p>Nearest first makes the counterexample a shortest one. States are numbered in the order in which they are reached,
 * so the set of states is the queue as well; of each only the number of the state before it is kept. The steps of a
 * counterexample are taken once more at the end, under the names that the participants had in the beginning.
 */
final class Explorer {
    private final Model model;
    private final boolean normalizing;
    private final StateSet states;
    private int[] before = new int[1 << 12];
    private boolean breached;

    private Explorer(Model model, boolean normalizing) {
        this.model = model;
        this.normalizing = normalizing;
        this.states = new StateSet(model.initial().length);
    }

    /** Explores, taking states that differ only by names for one. */
    static Outcome explore(Model model) {
        return new Explorer(model, true).run();
    }

    /** Explores every state by itself. */
    static Outcome exploreEachState(Model model) {
        return new Explorer(model, false).run();
    }

    private Outcome run() {
        states.add(normal(model.initial()));
        Frontier frontier = new Frontier();
        for (int i = 0; i < states.size(); i++) {
            frontier.from = i;
            model.steps(states.get(i), frontier);
            if (breached) {
                return new Outcome(states.size(), counterexample(i));
            }
        }
        return new Outcome(states.size(), List.of());
    }

    private byte[] normal(byte[] state) {
        if (normalizing) {
            model.normalize(state);
        }
        return state;
    }

    /** Takes the steps from one state after the other. */
    private final class Frontier implements Steps {
        private int from;

        @Override
        public void to(byte[] next, String text, int... numbers) {
            if (!states.add(normal(next))) {
                return;
            }
            int number = states.size() - 1;
            if (number == before.length) {
                before = Arrays.copyOf(before, before.length * 2);
            }
            before[number] = from;
        }

        @Override
        public void breach(String text, int... numbers) {
            breached = true;
        }
    }

    private List<String> counterexample(int last) {
        List<Integer> way = new ArrayList<>();
        for (int i = last; i != 0; i = before[i]) {
            way.add(i);
        }
        Collections.reverse(way);
        List<String> texts = new ArrayList<>();
        byte[] state = model.initial();
        for (int number : way) {
            Retrace step = new Retrace(states.get(number));
            model.steps(state, step);
            state = step.reached();
            texts.add(step.text);
        }
        Retrace end = new Retrace(null);
        model.steps(state, end);
        texts.add(end.text);
        return texts;
    }

    /** Looks for the step to one state, or, without a state, for the one that breaks the promise. */
    private final class Retrace implements Steps {
        private final byte @Nullable [] aim;
        private byte @Nullable [] next;
        private String text = "";

        Retrace(byte @Nullable [] aim) {
            this.aim = aim;
        }

        byte[] reached() {
            if (next == null) {
                throw new IllegalStateException("normalize() changed more than names: a step cannot be taken again");
            }
            return next;
        }

        @Override
        public void to(byte[] candidate, String format, int... numbers) {
            if (next == null && aim != null && Arrays.equals(aim, normal(candidate.clone()))) {
                next = candidate;
                text = text(format, numbers);
            }
        }

        @Override
        public void breach(String format, int... numbers) {
            if (aim == null && text.isEmpty()) {
                text = text(format, numbers);
            }
        }

        private String text(String format, int... numbers) {
            return String.format(
                    Locale.ROOT, format, Arrays.stream(numbers).boxed().toArray());
        }
    }
}
