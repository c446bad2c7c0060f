package dev.sallyport.core.event;

/**
 * What a provider says happened, in its own words: {@code charge.succeeded}, {@code push}.
 *
 * @param value 1 to 256 characters without control characters
 */
public record EventType(String value) {

    /** The type of an event whose provider names none, or whose body does not hold it where expected. */
    public static final EventType UNKNOWN = new EventType("unknown");

    private static final int LONGEST = 256;

    public EventType {
        if (value.isEmpty() || value.length() > LONGEST || hasControls(value)) {
            throw new IllegalArgumentException("event type must be 1 to 256 characters without control characters");
        }
    }

    /** Makes an event type of whatever a provider sent: control characters are dropped, the rest is cut to fit. */
    public static EventType lenient(String text) {
        StringBuilder kept = new StringBuilder(Math.min(text.length(), LONGEST));
        for (int i = 0; i < text.length() && kept.length() < LONGEST; i++) {
            char c = text.charAt(i);
            if (!Character.isISOControl(c)) {
                kept.append(c);
            }
        }
        return kept.isEmpty() ? UNKNOWN : new EventType(kept.toString());
    }

    private static boolean hasControls(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return value;
    }
}
