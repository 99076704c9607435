package org.forumcache.server.demo;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What one thread is about: the plant, where it stands, how it is watered. The same throughout the thread; what others
 * tell of their own plants differs from time to time.
 */
final class Facts {
    private static final List<String> OF_THE_PLACE = List.of("site", "age", "rhythm");
    private static final List<String> OF_ANY_PLACE = List.of("pot", "since");

    private final Plant plant;
    private final List<Plant> relatives;
    private final Phrases choices;
    private final String place;
    private final Random random;
    private final Map<String, String> fixed = new HashMap<>();

    Facts(Script script, Problem problem, Plant plant, Random random) {
        this.plant = plant;
        this.random = random;
        relatives = script.relatives(plant);
        choices = script.facts();
        place = problem.placeOf(plant);
        OF_THE_PLACE.forEach(fact -> fixed.put(fact, any(fact + '-' + place)));
        OF_ANY_PLACE.forEach(fact -> fixed.put(fact, any(fact)));
        fixed.put("plant", plant.name());
        fixed.put("plants", plant.plural());
        fixed.put("rival", relative().name());
    }

    Plant plant() {
        return plant;
    }

    /** The value of a blank; the people in the thread are not facts. */
    String value(String blank) {
        String value = fixed.get(blank);
        return value == null ? passing(blank) : value;
    }

    private String passing(String blank) {
        return switch (blank) {
            case "another" -> relative().name();
            case "others" -> relative().plural();
            case "elsewhere" -> any("site-" + place);
            case "years" -> any("years");
            case "weeks" -> any("weeks");
            default -> throw new IllegalStateException("nothing fills in {" + blank + "}");
        };
    }

    private Plant relative() {
        return relatives.get(random.nextInt(relatives.size()));
    }

    private String any(String fact) {
        List<String> values = choices.of(fact);
        return values.get(random.nextInt(values.size()));
    }
}
