package dev.sallyport.hosting.config;

import dev.sallyport.hosting.config.YamlValue.Scalar;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads durations as ISO 8601 writes them, up to 100 years, and guesses what a shorthand meant. */
final class Durations {

    private static final Duration LONGEST = Duration.ofDays(36_525);
    private static final Pattern SHORTHAND = Pattern.compile("([0-9]{1,9}) ?(ms|[a-z]+)");
    private static final Map<String, String> UNITS = Map.ofEntries(
            Map.entry("s", "PT%sS"),
            Map.entry("sec", "PT%sS"),
            Map.entry("seconds", "PT%sS"),
            Map.entry("second", "PT%sS"),
            Map.entry("m", "PT%sM"),
            Map.entry("min", "PT%sM"),
            Map.entry("minute", "PT%sM"),
            Map.entry("minutes", "PT%sM"),
            Map.entry("h", "PT%sH"),
            Map.entry("hour", "PT%sH"),
            Map.entry("hours", "PT%sH"),
            Map.entry("d", "P%sD"),
            Map.entry("day", "P%sD"),
            Map.entry("days", "P%sD"));

    private Durations() {}

    /** Returns a duration of more than zero, or null after noting what is wrong. */
    static @Nullable Duration read(Scalar scalar, String name, Problems problems) {
        try {
            Duration duration = Duration.parse(scalar.text());
            if (duration.isPositive() && duration.compareTo(LONGEST) <= 0) {
                return duration;
            }
            problems.add(scalar.at(), "'" + name + "' must be more than zero and at most 100 years");
        } catch (DateTimeParseException | ArithmeticException e) {
            problems.add(scalar.at(), "'" + name + "' must be a duration: " + remedy(scalar.text()));
        }
        return null;
    }

    private static String remedy(String text) {
        Matcher shorthand = SHORTHAND.matcher(text.toLowerCase(Locale.ROOT));
        if (shorthand.matches()) {
            String form = UNITS.get(shorthand.group(2));
            if (form != null) {
                return "write " + String.format(form, shorthand.group(1));
            }
        }
        return "for example PT1S, PT5M, PT12H or P30D";
    }
}
