package dev.sallyport.core.retry;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the value of a {@code Retry-After} field: a number of seconds, or a date in one of the three forms of HTTP.
 *
 * <p>Source: <a href="https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3">RFC 9110 sections 10.2.3 and 5.6.7</a>.
 * Dates are read with the tolerance that section 5.6.7 encourages: the day's name is not checked against the date, and
 * letter case does not matter. Stateless and thread-safe.
 */
public final class RetryAfterHeader {

    /** What a longer wait is read as: 2³¹ seconds, the bound that RFC 9111 section 1.2.2 sets for such numbers. */
    public static final Duration LONGEST = Duration.ofSeconds(1L << 31);

    private static final int MOST_DIGITS_READ = 10;
    private static final int LONGEST_VALUE = 256;
    private static final String TIME = "(?<hour>\\d\\d):(?<minute>\\d\\d):(?<second>\\d\\d)";
    private static final String DAY_NAME = "(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)";
    private static final String FULL_DAY_NAME = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day";
    private static final Pattern SECONDS = Pattern.compile("0*(?<digits>\\d+?)");
    private static final List<Pattern> DATES = List.of(
            date(DAY_NAME + ", (?<day>\\d\\d) (?<month>[a-z]{3}) (?<year>\\d{4}) " + TIME + " GMT"),
            date(FULL_DAY_NAME + ", (?<day>\\d\\d)-(?<month>[a-z]{3})-(?<year>\\d\\d) " + TIME + " GMT"),
            date(DAY_NAME + " (?<month>[a-z]{3}) (?<day>[ \\d]\\d) " + TIME + " (?<year>\\d{4})"));
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

    private RetryAfterHeader() {}

    private static Pattern date(String form) {
        return Pattern.compile(form, Pattern.CASE_INSENSITIVE);
    }

    /**
     * Returns the wait that a value asks for: zero for a date that has passed, at most {@link #LONGEST}; null if the
     * value has none of the forms, for such a value says nothing.
     *
     * @param now the moment at which the answer arrived; dates are measured from it
     */
    public static @Nullable Duration parse(String value, Instant now) {
        String text = value.strip();
        if (text.length() > LONGEST_VALUE) {
            return null;
        }
        Matcher seconds = SECONDS.matcher(text);
        if (seconds.matches()) {
            return ofSeconds(seconds.group("digits"));
        }
        for (Pattern form : DATES) {
            Matcher date = form.matcher(text);
            if (date.matches()) {
                Instant at = instantOf(date, now);
                return at == null ? null : between(now, at);
            }
        }
        return null;
    }

    private static Duration ofSeconds(String digits) {
        return digits.length() > MOST_DIGITS_READ ? LONGEST : bounded(Duration.ofSeconds(Long.parseLong(digits)));
    }

    private static Duration between(Instant now, Instant at) {
        return at.isAfter(now) ? bounded(Duration.between(now, at)) : Duration.ZERO;
    }

    private static Duration bounded(Duration wait) {
        return Waits.shorter(wait, LONGEST);
    }

    private static @Nullable Instant instantOf(Matcher date, Instant now) {
        int month = MONTHS.indexOf(date.group("month").toLowerCase(Locale.ROOT)) + 1;
        String year = date.group("year");
        int second = Integer.parseInt(date.group("second"));
        try {
            // Second 60 is a leap second, which the grammar allows: the moment after second 59.
            LocalTime time = LocalTime.of(
                    Integer.parseInt(date.group("hour")),
                    Integer.parseInt(date.group("minute")),
                    second == 60 ? 59 : second);
            int day = Integer.parseInt(date.group("day").strip());
            LocalDate on = LocalDate.of(year.length() == 2 ? century(year, now) : Integer.parseInt(year), month, day);
            return on.atTime(time).plusSeconds(second == 60 ? 1 : 0).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** RFC 9110 section 5.6.7: a two-digit year that seems over 50 years ahead is the last past year ending so. */
    private static int century(String twoDigits, Instant now) {
        int thisYear = now.atOffset(ZoneOffset.UTC).getYear();
        int year = thisYear - Math.floorMod(thisYear, 100) + Integer.parseInt(twoDigits);
        return year > thisYear + 50 ? year - 100 : year;
    }
}
