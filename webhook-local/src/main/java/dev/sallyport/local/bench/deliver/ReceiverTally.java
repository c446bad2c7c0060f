package dev.sallyport.local.bench.deliver;

import java.util.BitSet;
import java.util.HexFormat;

/**
 * What came to the receivers so far.
 *
 * @param requests how many requests
 * @param held how many wait for their answer now
 * @param mostHeld how many did so at most, at one time
 * @param seen the numbers of the events that came
 */
record ReceiverTally(long requests, int held, int mostHeld, BitSet seen) {

    /** Returns it in one line. */
    String toText() {
        return requests + " " + held + " " + mostHeld + " " + HexFormat.of().formatHex(seen.toByteArray());
    }

    /**
     * Reads such a line.
     *
     * @throws IllegalArgumentException if it is none
     */
    static ReceiverTally of(String text) {
        String[] parts = text.split(" ", -1);
        if (parts.length != 4) {
            throw new IllegalArgumentException("a tally has four parts");
        }
        return new ReceiverTally(
                Long.parseLong(parts[0]),
                Integer.parseInt(parts[1]),
                Integer.parseInt(parts[2]),
                BitSet.valueOf(HexFormat.of().parseHex(parts[3])));
    }
}
