package dev.sallyport.core.signature;

import dev.sallyport.core.signature.codec.TimeFormat;
import java.time.Duration;
import java.util.List;

/**
 * Where the signed time stands and how old it may be.
 *
 * @param fields the places; the first that is present counts
 * @param format how it is written
 * @param pastTolerance how long before the receipt it may lie, inclusive
 * @param futureTolerance how long after the receipt it may lie, inclusive
 */
public record TimestampRules(List<Field> fields, TimeFormat format, Duration pastTolerance, Duration futureTolerance) {

    public TimestampRules {
        fields = List.copyOf(fields);
    }
}
