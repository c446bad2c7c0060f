package dev.sallyport.benchmarks.coldstart;

import java.util.Arrays;

/** The middle of some numbers. */
final class Median {

    private Median() {}

    /** Returns the middle one, or the mean of the two in the middle; there must be one at least. */
    static double of(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
