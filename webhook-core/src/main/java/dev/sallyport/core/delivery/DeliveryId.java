package dev.sallyport.core.delivery;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names one event on its way to one endpoint. It is the pair itself, so that a pair is recorded once however often its
 * event is accepted.
 *
 * <p>Written as {@code dlv_}, the event's 32 characters, {@code _} and the endpoint's 32 characters.
 */
public record DeliveryId(EventId event, EndpointId endpoint) implements Comparable<DeliveryId> {

    private static final Pattern FORM = Pattern.compile("dlv_([0-9a-v]{32})_([0-9a-v]{32})");

    /** Tells whether the text has the form of a delivery id. */
    public static boolean isWellFormed(String text) {
        return FORM.matcher(text).matches();
    }

    /**
     * Reads what {@link #toString} wrote.
     *
     * @throws IllegalArgumentException if the text has another form
     */
    public static DeliveryId parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("delivery id must be 'dlv_', 32 of 0-9a-v, '_' and 32 of 0-9a-v");
        }
        return new DeliveryId(new EventId("evt_" + parts.group(1)), new EndpointId("ep_" + parts.group(2)));
    }

    @Override
    public int compareTo(DeliveryId other) {
        int byEvent = event.compareTo(other.event);
        return byEvent != 0 ? byEvent : endpoint.compareTo(other.endpoint);
    }

    @Override
    public String toString() {
        return "dlv_" + event.value().substring("evt_".length()) + "_"
                + endpoint.value().substring("ep_".length());
    }
}
