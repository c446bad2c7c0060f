package dev.sallyport.core.signature.codec;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * A way of writing an instant as text. Numbers are plain digits without sign, blank or leading zero: the text is signed
 * as it stands, and a second spelling of the same instant is a sign of tampering.
 */
public enum TimeFormat {
    /** Whole seconds since 1970, at most 12 digits: {@code 1755820800}. */
    SECONDS,
    /** Whole milliseconds since 1970, at most 15 digits: {@code 1755820800000}. */
    MILLISECONDS,
    /** Whole microseconds since 1970, at most 18 digits. */
    MICROSECONDS,
    /** RFC 3339 with {@code Z} or an offset: {@code 2025-08-22T00:00:00Z}. */
    ISO8601,
    /** As {@link #ISO8601}, but a text without an offset is taken as UTC: {@code 2025-08-22T00:00:00.551}. */
    ISO8601_ZONELESS;

    private static final DateTimeFormatter ZONELESS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS");

    /** Reads an instant; null if the text is not of this form. */
    public @Nullable Instant parse(String text) {
        return switch (this) {
            case SECONDS -> {
                long seconds = digits(text, 12);
                yield seconds < 0 ? null : Instant.ofEpochSecond(seconds);
            }
            case MILLISECONDS -> {
                long millis = digits(text, 15);
                yield millis < 0 ? null : Instant.ofEpochMilli(millis);
            }
            case MICROSECONDS -> {
                long micros = digits(text, 18);
                yield micros < 0 ? null : Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1000);
            }
            case ISO8601 -> iso(text, false);
            case ISO8601_ZONELESS -> iso(text, true);
        };
    }

    /** Writes an instant, cut to the precision of this form. */
    public String format(Instant instant) {
        return switch (this) {
            case SECONDS -> Long.toString(instant.getEpochSecond());
            case MILLISECONDS -> Long.toString(instant.toEpochMilli());
            case MICROSECONDS -> Long.toString(instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1000);
            case ISO8601 -> instant.toString();
            case ISO8601_ZONELESS -> ZONELESS.format(instant.atOffset(ZoneOffset.UTC));
        };
    }

    /** Returns -1 unless the text is a number in plain digits. */
    private static long digits(String text, int most) {
        int length = text.length();
        if (length == 0 || length > most || (length > 1 && text.charAt(0) == '0')) {
            return -1;
        }
        long number = 0;
        for (int i = 0; i < length; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = 10 * number + digit;
        }
        return number;
    }

    /** Hand-written, because a formatter costs more than the signature it guards and accepts more than RFC 3339. */
    private static @Nullable Instant iso(String text, boolean zoneless) {
        int length = text.length();
        if (length < 19
                || length > 35
                || text.charAt(4) != '-'
                || text.charAt(7) != '-'
                || (text.charAt(10) != 'T' && text.charAt(10) != ' ')
                || text.charAt(13) != ':'
                || text.charAt(16) != ':') {
            return null;
        }
        int at = 19;
        int nanos = 0;
        if (at < length && text.charAt(at) == '.') {
            int end = endOfDigits(text, at + 1);
            nanos = fraction(text, at + 1, end);
            at = end;
        }
        int offset = offsetSeconds(text, at, zoneless);
        int year = number(text, 0, 4);
        int month = number(text, 5, 7);
        int day = number(text, 8, 10);
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, 19);
        if (offset == Integer.MIN_VALUE || (nanos | year | month | day | hour | minute | second) < 0) {
            return null;
        }
        try {
            return LocalDateTime.of(year, month, day, hour, minute, second, nanos)
                    .toInstant(ZoneOffset.ofTotalSeconds(offset));
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static int endOfDigits(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }

    private static int fraction(String text, int from, int to) {
        int digits = to - from;
        int number = digits == 0 || digits > 9 ? -1 : number(text, from, to);
        for (int i = digits; i < 9 && number > 0; i++) {
            number *= 10;
        }
        return number;
    }

    private static int offsetSeconds(String text, int at, boolean zoneless) {
        int rest = text.length() - at;
        if (rest == 0 && zoneless) {
            return 0;
        }
        if (rest == 1 && text.charAt(at) == 'Z') {
            return 0;
        }
        // Both ±hh:mm and ±hhmm are in use; some providers write the latter.
        boolean colon = rest == 6 && text.charAt(at + 3) == ':';
        if (!colon && rest != 5) {
            return Integer.MIN_VALUE;
        }
        int hours = number(text, at + 1, at + 3);
        int minutes = number(text, at + rest - 2, at + rest);
        char sign = text.charAt(at);
        if ((sign != '+' && sign != '-') || hours < 0 || hours > 18 || minutes < 0 || minutes > 59) {
            return Integer.MIN_VALUE;
        }
        int seconds = 3600 * hours + 60 * minutes;
        return sign == '-' ? -seconds : seconds;
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = 10 * number + digit;
        }
        return number;
    }
}
