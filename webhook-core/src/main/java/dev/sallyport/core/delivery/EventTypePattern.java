package dev.sallyport.core.delivery;

import dev.sallyport.core.event.EventType;

/**
 * Chooses event types: a type as it is, or a text in which each {@code *} stands for any number of characters, none
 * included: {@code invoice.paid}, {@code invoice.*}, {@code *.created}, {@code *}.
 *
 * <p>Operational types, those that begin with {@value #OPERATIONAL_PREFIX}, are chosen only by a pattern that begins
 * with that prefix itself: who asks for everything asks for events, not for news about its endpoints.
 *
 * @param text 1 to 256 characters without control characters
 */
public record EventTypePattern(String text) {

    /** How the types of events begin that tell tenants about their endpoints; no sender may use it. */
    public static final String OPERATIONAL_PREFIX = "sallyport.";

    private static final int LONGEST = 256;

    public EventTypePattern {
        if (!isWellFormed(text)) {
            throw new IllegalArgumentException(
                    "event type pattern must be 1 to 256 characters without control characters");
        }
    }

    /** Tells whether the text could be a pattern. */
    public static boolean isWellFormed(String text) {
        return !text.isEmpty() && text.length() <= LONGEST && text.chars().noneMatch(Character::isISOControl);
    }

    /** Tells whether a type is operational. */
    public static boolean isOperational(EventType type) {
        return type.value().startsWith(OPERATIONAL_PREFIX);
    }

    /** Tells whether the pattern chooses a type. */
    public boolean matches(EventType type) {
        return (!isOperational(type) || text.startsWith(OPERATIONAL_PREFIX)) && globMatches(type.value());
    }

    /** Tells whether the pattern chooses one type alone. */
    public boolean isExact() {
        return text.indexOf('*') < 0;
    }

    /**
     * Walks both texts once, going back to the latest star only: the time is bounded by the product of both lengths,
     * where a regular expression of many stars could take exponentially long.
     */
    private boolean globMatches(String type) {
        int at = 0;
        int star = -1;
        int resume = 0;
        int i = 0;
        while (i < type.length()) {
            if (at < text.length() && text.charAt(at) == '*') {
                star = at++;
                resume = i;
            } else if (at < text.length() && text.charAt(at) == type.charAt(i)) {
                at++;
                i++;
            } else if (star >= 0) {
                at = star + 1;
                i = ++resume;
            } else {
                return false;
            }
        }
        while (at < text.length() && text.charAt(at) == '*') {
            at++;
        }
        return at == text.length();
    }

    @Override
    public String toString() {
        return text;
    }
}
