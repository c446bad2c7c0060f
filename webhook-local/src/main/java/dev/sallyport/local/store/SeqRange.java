package dev.sallyport.local.store;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Places in the order of acceptance without a gap: what is read or deleted by one statement in place of one for each.
 *
 * @param first the first of them
 * @param last the last of them, no less than the first
 */
record SeqRange(long first, long last) {

    /** Returns the fewest ranges that hold these numbers and no others, in ascending order. */
    static List<SeqRange> covering(LongStream numbers) {
        List<SeqRange> ranges = new ArrayList<>();
        long[] sorted = numbers.sorted().distinct().toArray();
        int begin = 0;
        for (int i = 1; i <= sorted.length; i++) {
            if (i == sorted.length || sorted[i] != sorted[i - 1] + 1) {
                ranges.add(new SeqRange(sorted[begin], sorted[i - 1]));
                begin = i;
            }
        }
        return ranges;
    }
}
