package dev.sallyport.aws.dynamodb.table;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Instants as texts of one length, which stand in the order of time and which people can read. */
public final class Timestamps {

    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private Timestamps() {}

    /**
     * Writes an instant to be kept.
     *
     * @throws IllegalArgumentException if it lies outside the years 0 to 9999
     */
    public static String write(Instant instant) {
        if (instant.isBefore(FIRST) || instant.isAfter(LAST)) {
            throw new IllegalArgumentException("instant must lie between the years 0 and 9999: " + instant);
        }
        return FORM.format(instant);
    }

    /** Writes an instant to compare with: one outside the years that can be kept becomes the nearest inside. */
    public static String writeNearest(Instant instant) {
        if (instant.isBefore(FIRST)) {
            return FORM.format(FIRST);
        }
        return FORM.format(instant.isAfter(LAST) ? LAST : instant);
    }

    /** Reads what was written. */
    public static Instant read(String text) {
        return Instant.parse(text);
    }

    /** Returns seconds since 1970, rounded up: what expires then is not gone too early. */
    public static long wholeSeconds(Instant instant) {
        return instant.getNano() == 0 ? instant.getEpochSecond() : instant.getEpochSecond() + 1;
    }
}
