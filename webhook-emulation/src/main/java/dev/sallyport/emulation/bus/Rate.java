package dev.sallyport.emulation.bus;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads schedules of the form {@code rate(5 minutes)}. */
final class Rate {

    private static final Pattern RATE = Pattern.compile("rate\\((\\d{1,9}) (minute|hour|day)(s?)\\)");
    private static final Map<String, Duration> UNITS =
            Map.of("minute", Duration.ofMinutes(1), "hour", Duration.ofHours(1), "day", Duration.ofDays(1));

    private Rate() {}

    /** Returns how long it is from one event to the next; null if it is no rate as the service takes it. */
    static @Nullable Duration read(String expression) {
        Matcher matcher = RATE.matcher(expression);
        if (!matcher.matches()) {
            return null;
        }
        int value = Integer.parseInt(matcher.group(1));
        Duration unit = UNITS.get(matcher.group(2));
        boolean plural = !matcher.group(3).isEmpty();
        return value < 1 || unit == null || plural == (value == 1) ? null : unit.multipliedBy(value);
    }
}
