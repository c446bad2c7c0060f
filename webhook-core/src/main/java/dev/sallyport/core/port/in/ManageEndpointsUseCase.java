package dev.sallyport.core.port.in;

import dev.sallyport.core.ValueStyle;
import dev.sallyport.core.delivery.AttemptResult;
import dev.sallyport.core.delivery.EndpointId;
import dev.sallyport.core.delivery.TenantId;
import dev.sallyport.core.delivery.endpoint.Endpoint;
import dev.sallyport.core.delivery.endpoint.EndpointSettings;
import dev.sallyport.core.delivery.endpoint.SecretKind;
import dev.sallyport.core.delivery.endpoint.SecretText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * Looks after a tenant's endpoints. Another tenant's endpoints are as if they were not there. Throws the port exceptions
 * of the parts it needs; safe for any number of threads.
 */
public interface ManageEndpointsUseCase {

    /** Creates an endpoint, enabled, with a first secret. */
    CreateEndpointResult create(CreateEndpointCommand command);

    /** Returns a tenant's endpoint, or null. */
    @Nullable
    Endpoint find(TenantId tenant, EndpointId id);

    /** Returns all endpoints of a tenant, oldest first. */
    List<Endpoint> list(TenantId tenant);

    /**
     * Replaces what a tenant decides about an endpoint; it holds from the next attempt on.
     *
     * @param expected the settings from which the new ones were worked out: where others stand by now, nothing is
     *     changed; null to replace whatever stands
     * @param headers custom headers, names to values; null to leave them as they are
     */
    ChangeEndpointResult update(
            TenantId tenant,
            EndpointId id,
            @Nullable EndpointSettings expected,
            EndpointSettings settings,
            @Nullable Map<String, String> headers);

    /** Removes an endpoint; its pending deliveries end as disabled. False if the tenant has none of that id. */
    boolean delete(TenantId tenant, EndpointId id);

    /** Enables an endpoint and forgets its failures. What it missed meanwhile can be requeued. */
    EnableEndpointResult enable(TenantId tenant, EndpointId id);

    /** Disables an endpoint: deliveries that come due end as disabled. Null if the tenant has none of that id. */
    @Nullable
    Endpoint disable(TenantId tenant, EndpointId id);

    /**
     * Gives an endpoint a new secret. Until the overlap has passed, deliveries carry signatures of the old one, too.
     *
     * @param kind what the new secret is
     * @param ownSecret a secret to use; null, usually, to have one drawn
     * @param overlap from zero to 7 days
     */
    RotateSecretResult rotateSecret(
            TenantId tenant, EndpointId id, SecretKind kind, @Nullable SecretText ownSecret, Duration overlap);

    /**
     * Sends an endpoint a signed event of type {@code sallyport.ping} at once, enabled or not, and tells what came of
     * it. Nothing is recorded, and its health does not change.
     */
    PingResult ping(TenantId tenant, EndpointId id);

    /**
     * Seals secrets and header values under the current key that are sealed under another, page by page over all
     * tenants.
     *
     * @param after where an earlier page ended; null for the beginning
     * @param limit the most endpoints to look at, 1 to 1,000
     */
    ResealReport reseal(@Nullable EndpointId after, int limit);

    /** An endpoint to create. */
    @Value.Immutable
    @ValueStyle
    interface CreateEndpointCommand {

        TenantId tenant();

        EndpointSettings settings();

        /** Returns the custom headers, names to values; values are redacted where a command is printed. */
        @Value.Redacted
        Map<String, String> headers();

        /** Returns what its secret is, symmetric unless set. */
        @Value.Default
        default SecretKind secretKind() {
            return SecretKind.SYMMETRIC;
        }

        /** Returns a secret to use, for endpoints that move here; null, usually, to have one drawn. */
        @Nullable
        SecretText ownSecret();

        static Builder builder() {
            return new Builder();
        }

        /** Collects the fields of a command; for one thread. */
        final class Builder extends ImmutableCreateEndpointCommand.Builder {}
    }

    /**
     * What is wrong with one thing that a tenant asks for.
     *
     * @param field which, such as {@code url} or {@code headers}
     * @param code why, in a stable word
     * @param message why, in a sentence without secrets
     */
    record Problem(String field, String code, String message) {}

    /** What became of an endpoint to create. */
    sealed interface CreateEndpointResult {

        /**
         * It exists.
         *
         * @param secret the secret, to be shown this once
         */
        record Created(Endpoint endpoint, SecretText secret) implements CreateEndpointResult {}

        /** It cannot be. Nothing was created. */
        record Refused(List<Problem> problems) implements CreateEndpointResult {

            public Refused {
                problems = List.copyOf(problems);
            }
        }

        /** The tenant has as many endpoints as it may. */
        record TooMany(int limit) implements CreateEndpointResult {}

        /** There is no such tenant. */
        record UnknownTenant() implements CreateEndpointResult {}
    }

    /** What became of an endpoint to change. */
    sealed interface ChangeEndpointResult {

        /** It is as asked for. */
        record Changed(Endpoint endpoint) implements ChangeEndpointResult {}

        /** It cannot be. Nothing was changed. */
        record Refused(List<Problem> problems) implements ChangeEndpointResult {

            public Refused {
                problems = List.copyOf(problems);
            }
        }

        /** Someone else changed the settings first. Nothing was changed; work it out anew from these. */
        record Outdated(Endpoint current) implements ChangeEndpointResult {}

        /** The tenant has none of that id. */
        record NotFound() implements ChangeEndpointResult {}
    }

    /** What became of an endpoint to enable. */
    sealed interface EnableEndpointResult {

        /**
         * It is enabled.
         *
         * @param missedSince from when on deliveries that were accepted may have ended as disabled, to be requeued: when
         *     it was disabled, or earlier if one that was accepted before ended so; null if it was enabled
         */
        record Enabled(Endpoint endpoint, @Nullable Instant missedSince) implements EnableEndpointResult {}

        /** The tenant has none of that id. */
        record NotFound() implements EnableEndpointResult {}
    }

    /** What became of a secret to rotate. */
    sealed interface RotateSecretResult {

        /**
         * There is a new one.
         *
         * @param secret the new secret, to be shown this once
         */
        record Rotated(Endpoint endpoint, SecretText secret) implements RotateSecretResult {}

        /** It cannot be. Nothing was changed. */
        record Refused(List<Problem> problems) implements RotateSecretResult {

            public Refused {
                problems = List.copyOf(problems);
            }
        }

        /** The tenant has none of that id. */
        record NotFound() implements RotateSecretResult {}
    }

    /** What came of a ping. */
    sealed interface PingResult {

        /**
         * An attempt was made.
         *
         * @param result what it brought
         * @param duration how long it took
         * @param delivered whether a delivery would count as delivered
         */
        record Pinged(AttemptResult result, Duration duration, boolean delivered) implements PingResult {}

        /** The target is one that deliveries may not connect to. */
        record Blocked(String code) implements PingResult {}

        /** The tenant has none of that id. */
        record NotFound() implements PingResult {}
    }

    /**
     * What was sealed anew.
     *
     * @param resealed how many endpoints were changed
     * @param failed how many could not be: a key out of reach, or changed by someone else meanwhile
     * @param next where to go on; null at the end
     */
    record ResealReport(int resealed, int failed, @Nullable EndpointId next) {}
}
