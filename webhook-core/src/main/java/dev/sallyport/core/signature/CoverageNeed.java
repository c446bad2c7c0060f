package dev.sallyport.core.signature;

import java.util.Locale;

/** Something that an operator may demand a signature to vouch for. */
public enum CoverageNeed {
    /** Every byte of the body: with less, whoever holds a genuine request may be able to change it. */
    BODY,
    /** The body, or all of its fields that are used: rules out tokens and checksums. */
    BODY_FIELDS,
    /** The HTTP method. */
    METHOD,
    /** The URL, or a part of it. */
    URL,
    /** The time of sending, so that an old request can be told from a new one. */
    TIME,
    /** The message's id. */
    ID;

    /** Tells whether a signature with this coverage vouches for it. */
    public boolean isMetBy(Coverage coverage) {
        return switch (this) {
            case BODY -> coverage.body() == Coverage.Body.WHOLE;
            case BODY_FIELDS -> coverage.body() == Coverage.Body.WHOLE || coverage.body() == Coverage.Body.FIELDS;
            case METHOD -> coverage.method();
            case URL -> coverage.url();
            case TIME -> coverage.time();
            case ID -> coverage.id();
        };
    }

    /** Returns its name as it is written in a configuration: {@code body-fields}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
