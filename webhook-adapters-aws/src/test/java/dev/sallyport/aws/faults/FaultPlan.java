package dev.sallyport.aws.faults;

import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;

/** Draws the fates of requests from a seed, and counts them. Safe for any number of threads. */
final class FaultPlan {

    /** Of a thousand requests; the rest is answered. */
    private static final Map<Fate, Integer> PER_MILLE = Map.of(
            Fate.RESET_BEFORE, 40,
            Fate.RESET_AFTER, 40,
            Fate.FAILED_BEFORE, 40,
            Fate.FAILED_AFTER, 40,
            Fate.THROTTLED, 30,
            Fate.SILENT, 5,
            Fate.DUPLICATED, 40);

    private static final int ALL = 1_000;

    private final SplittableRandom random;
    private final Map<Fate, Integer> drawn = new EnumMap<>(Fate.class);

    FaultPlan(long seed) {
        random = new SplittableRandom(seed);
    }

    synchronized Fate next() {
        int number = random.nextInt(ALL);
        Fate fate = Fate.ANSWERED;
        for (Fate candidate : Fate.values()) {
            int share = PER_MILLE.getOrDefault(candidate, 0);
            if (number < share) {
                fate = candidate;
                break;
            }
            number -= share;
        }
        drawn.merge(fate, 1, Integer::sum);
        return fate;
    }

    /** Returns how many requests had each fate so far. */
    synchronized Map<Fate, Integer> drawn() {
        return new EnumMap<>(drawn);
    }
}
