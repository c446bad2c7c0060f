package dev.sallyport.core.repair;

import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Names a repair run.
 *
 * @param value {@code run_} and 16 hexadecimal digits
 */
public record RunId(String value) {

    private static final Pattern FORM = Pattern.compile("run_[0-9a-f]{16}");

    public RunId {
        if (!isWellFormed(value)) {
            throw new IllegalArgumentException("run id must be 'run_' and 16 hexadecimal digits");
        }
    }

    /** Tells whether the text has the form of a run's id. */
    public static boolean isWellFormed(String value) {
        return FORM.matcher(value).matches();
    }

    /** Draws an id. */
    public static RunId draw(RandomGenerator random) {
        return new RunId("run_" + HexFormat.of().toHexDigits(random.nextLong()));
    }

    @Override
    public String toString() {
        return value;
    }
}
