package org.forumcache;

import static org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt.forClasses;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jetbrains.kotlinx.lincheck.Actor;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.ParameterGenerator;
import org.jetbrains.lincheck.datastructures.RandomProvider;
import org.jetbrains.lincheck.datastructures.StressOptions;

/**
 * How Lincheck is used here: every operation says itself whether it saw the promise kept, so the specification to which
 * all runs are compared is that it always does.
 *
 * <p>Short races are written out and model checked: Lincheck runs each again and again and switches threads at other
 * reads and writes of shared memory each time. An operation of Caffeine's or the JDK's map counts as one step, because
 * otherwise nearly all switches would fall into those; races inside such an operation are checked {@linkplain
 * #modelCheckInsideMaps apart}. Longer races, drawn at random, run in stress mode: in parallel, many thousand times,
 * without control of the switches.
 */
final class Interleavings {
    private static final EntryKey THREAD_KEY = EntryKey.thread("a");
    private static final EntryKey LIST_KEY = EntryKey.threadList(ThreadListQuery.of("all", 1, 20));
    private static final String CAFFEINE = "com.github.benmanes.caffeine.cache.";
    private static final String MAP = "java.util.concurrent.ConcurrentHashMap";

    private final Class<?> state;
    private final Class<?> specification;
    private final List<ExecutionScenario> races = new ArrayList<>();

    private Interleavings(Class<?> state, Class<?> specification) {
        this.state = state;
        this.specification = specification;
    }

    static Interleavings of(Class<?> state, Class<?> specification) {
        return new Interleavings(state, specification);
    }

    /** Adds a race for one entry: what is done before it, and what its threads do; it is read once more at the end. */
    Interleavings race(Entry entry, List<String> before, List<?>... threads) {
        List<List<Actor>> parallel = Arrays.stream(threads)
                .map(operations -> actors(entry, operations.stream()))
                .toList();
        races.add(new ExecutionScenario(
                actors(entry, before.stream()), parallel, actors(entry, Stream.of("read")), null));
        return this;
    }

    void modelCheck() {
        check(modelChecking()
                .addGuarantee(forClasses((String name) -> name.startsWith(CAFFEINE) || name.startsWith(MAP))
                        .allMethods()
                        .treatAsAtomic()));
    }

    void modelCheckInsideMaps() {
        check(modelChecking()
                // Caffeine's bookkeeping of use and expiry decides what is evicted, never what is found here.
                .addGuarantee(forClasses(CAFFEINE + "BoundedLocalCache")
                        .methods("afterRead", "afterWrite", "cleanUp")
                        .ignore())
                .addGuarantee(forClasses(CAFFEINE + "Caffeine", CAFFEINE + "TimerWheel", CAFFEINE + "FrequencySketch")
                        .allMethods()
                        .ignore()));
    }

    /** Runs random operations of three threads in parallel. */
    void stress() {
        new StressOptions()
                .threads(3)
                .actorsPerThread(3)
                .iterations(15)
                .invocationsPerIteration(400)
                .sequentialSpecification(specification)
                .check(state);
    }

    private ModelCheckingOptions modelChecking() {
        return new ModelCheckingOptions()
                .iterations(0)
                .invocationsPerIteration(80)
                .minimizeFailedScenario(false)
                // These share nothing between threads, or nothing that a read depends on.
                .addGuarantee(forClasses("java.time.Duration", "java.lang.String", "java.lang.Long")
                        .allMethods()
                        .ignore())
                .addGuarantee(forClasses(Token.class.getName(), ETags.class.getName(), CacheLog.class.getName())
                        .methods("random", "of", "hit", "miss", "set", "stale")
                        .ignore())
                .addGuarantee(
                        forClasses(Statistics.class.getName()).allMethods().ignore())
                .sequentialSpecification(specification);
    }

    private void check(ModelCheckingOptions options) {
        initialiseClasses();
        races.forEach(options::addCustomScenario);
        options.check(state);
    }

    /** Whatever happens once in a process, and takes long if Lincheck steps through it. */
    private void initialiseClasses() {
        try {
            Object warm = state.getConstructor().newInstance();
            for (Entry entry : Entry.values()) {
                for (String operation : List.of("write", "read", "read")) {
                    state.getMethod(operation, Entry.class).invoke(warm, entry);
                }
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(state + " has no public constructor or misses an operation", e);
        }
    }

    private List<Actor> actors(Entry entry, Stream<?> operations) {
        return operations
                .map(name -> {
                    try {
                        return new Actor(state.getMethod(name.toString(), Entry.class), List.of(entry));
                    } catch (NoSuchMethodException e) {
                        throw new IllegalArgumentException(state + " has no operation " + name, e);
                    }
                })
                .toList();
    }

    /** What is raced for. */
    public enum Entry {
        THREAD,
        LIST;

        EntryKey key() {
            return this == THREAD ? THREAD_KEY : LIST_KEY;
        }

        /** What a write of its row makes outdated. */
        Invalidation outdated() {
            return this == THREAD ? Invalidation.thread("a") : Invalidation.threadLists("all");
        }
    }

    /** Draws what random operations race for. */
    public static final class AnyEntry implements ParameterGenerator<Entry> {
        private final Random random;

        public AnyEntry(RandomProvider provider, String configuration) {
            random = provider.createRandom();
        }

        @Override
        public Entry generate() {
            return random.nextBoolean() ? Entry.THREAD : Entry.LIST;
        }
    }
}
