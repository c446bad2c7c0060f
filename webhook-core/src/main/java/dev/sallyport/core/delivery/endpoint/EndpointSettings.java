package dev.sallyport.core.delivery.endpoint;

import dev.sallyport.core.ValueStyle;
import dev.sallyport.core.delivery.EventTypePattern;
import dev.sallyport.core.delivery.ResponseVerdict.ClientErrors;
import dev.sallyport.core.event.EventType;
import dev.sallyport.core.retry.RetryPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** What a tenant decides about an endpoint, secrets and custom headers apart. */
@Value.Immutable
@ValueStyle
public interface EndpointSettings {

    /** The longest description. */
    int LONGEST_DESCRIPTION = 1_024;

    /** The most event type patterns. */
    int MOST_PATTERNS = 100;

    /** The most attempts in flight that can be asked for. */
    int MOST_IN_FLIGHT = 10_000;

    /** Returns the URL that deliveries are posted to; its path often holds a secret of the receiver. */
    @Value.Redacted
    String url();

    /** Returns what the tenant calls it, up to {@value #LONGEST_DESCRIPTION} characters; empty unless set. */
    @Value.Default
    default String description() {
        return "";
    }

    /** Returns the types it subscribes to, up to {@value #MOST_PATTERNS} patterns; none, the default, for all types. */
    List<EventTypePattern> eventTypes();

    /** Returns a pattern that a body must match to be sent, in the language of the filter; null for every body. */
    @Nullable
    String payloadFilter();

    /** Returns how deliveries are signed, at least one way; Standard Webhooks unless set. */
    @Value.Default
    default Set<SignatureStyle> signatureStyles() {
        return Set.of(SignatureStyle.STANDARD_WEBHOOKS);
    }

    /** Returns the header that carries a Stripe-style signature, {@code Stripe-Signature} unless set. */
    @Value.Default
    default String stripeHeader() {
        return "Stripe-Signature";
    }

    /** Returns this endpoint's own retry policy; null for that of event type, tenant or installation. */
    @Nullable
    RetryPolicy retryPolicy();

    /** Returns what to do about 3xx, and 4xx that do not say to come again; retry unless set. */
    @Value.Default
    default ClientErrors clientErrors() {
        return ClientErrors.RETRY;
    }

    /** Returns the deadline over an attempt, from resolving to the end of the answer: 1 to 60 seconds, default 15. */
    @Value.Default
    default Duration timeout() {
        return Duration.ofSeconds(15);
    }

    /** Returns how many attempts it takes in a period; null for no limit. */
    @Nullable
    RateLimit rateLimit();

    /** Returns how many attempts may be in flight at once: 1 to {@value #MOST_IN_FLIGHT}, default 50. */
    @Value.Default
    default int maxInFlight() {
        return 50;
    }

    /** Returns whether deliveries of one ordering key wait for each other; false unless set. */
    @Value.Default
    default boolean ordered() {
        return false;
    }

    @Value.Check
    default void check() {
        require(description().length() <= LONGEST_DESCRIPTION, "description is too long");
        require(eventTypes().size() <= MOST_PATTERNS, "eventTypes has too many patterns");
        require(!signatureStyles().isEmpty(), "signatureStyles must name at least one style");
        require(
                CustomHeader.isNameWellFormed(stripeHeader())
                        && (stripeHeader().equalsIgnoreCase("Stripe-Signature")
                                || !CustomHeader.isNameReserved(stripeHeader())),
                "stripeHeader must be a field name that is not reserved");
        require(
                timeout().compareTo(Duration.ofSeconds(1)) >= 0 && timeout().compareTo(Duration.ofSeconds(60)) <= 0,
                "timeout must be from 1 to 60 seconds");
        require(maxInFlight() >= 1 && maxInFlight() <= MOST_IN_FLIGHT, "maxInFlight must be 1 to " + MOST_IN_FLIGHT);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** Tells whether the endpoint subscribes to a type; to operational types only by a pattern that names them. */
    default boolean subscribesTo(EventType type) {
        return eventTypes().isEmpty()
                ? !EventTypePattern.isOperational(type)
                : eventTypes().stream().anyMatch(pattern -> pattern.matches(type));
    }

    static Builder builder() {
        return new Builder();
    }

    /** Collects settings; for one thread. */
    final class Builder extends ImmutableEndpointSettings.Builder {}
}
