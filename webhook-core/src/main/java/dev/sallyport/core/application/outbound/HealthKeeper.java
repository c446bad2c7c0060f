package dev.sallyport.core.application.outbound;

import dev.sallyport.core.application.outbound.AttemptJudge.Sign;
import dev.sallyport.core.delivery.Delivery;
import dev.sallyport.core.delivery.endpoint.Endpoint;
import dev.sallyport.core.delivery.endpoint.EndpointHealth;
import dev.sallyport.core.delivery.endpoint.EndpointHealth.Admission;
import dev.sallyport.core.delivery.endpoint.EndpointHealth.HealthChange;
import dev.sallyport.core.delivery.endpoint.EndpointState.DisabledReason;
import dev.sallyport.core.delivery.endpoint.HealthPolicy;
import dev.sallyport.core.port.out.DeliveryTelemetry;
import dev.sallyport.core.port.out.EndpointStore;
import dev.sallyport.core.port.out.EndpointStore.ReplaceEndpointOutcome;
import dev.sallyport.core.port.out.PortException;
import java.time.Duration;
import java.time.Instant;

/** Keeps the health of endpoints as attempts go by, by compare-and-set, and has what follows told. */
final class HealthKeeper {

    /** Between judging an answer and recording it a probe may take this much longer than its endpoint's timeout. */
    private static final Duration PROBE_MARGIN = Duration.ofSeconds(5);

    private final EndpointStore endpoints;
    private final HealthPolicy policy;
    private final NoticeTeller teller;
    private final DeliveryTelemetry telemetry;
    private final OutboundClock clock;

    HealthKeeper(
            EndpointStore endpoints,
            HealthPolicy policy,
            NoticeTeller teller,
            DeliveryTelemetry telemetry,
            OutboundClock clock) {
        this.endpoints = endpoints;
        this.policy = policy;
        this.teller = teller;
        this.telemetry = telemetry;
        this.clock = clock;
    }

    /** Tells whether an endpoint's breaker lets an attempt through. */
    Admission admit(Endpoint endpoint) {
        Duration lease = endpoint.settings().timeout().plus(PROBE_MARGIN);
        return endpoint.health().admit(clock.now(), lease);
    }

    /** Takes the right to probe; false if someone else has it. */
    boolean claim(Endpoint endpoint, Admission.Probe probe) {
        return switch (endpoints.replace(endpoint.probing(probe.next()))) {
            case ReplaceEndpointOutcome.Replaced replaced -> true;
            case ReplaceEndpointOutcome.Conflict conflict -> false;
        };
    }

    /**
     * Takes note of what an attempt told. The attempt is recorded by then: if the endpoint's record cannot be reached,
     * its health misses one sign, and the next attempt brings another.
     */
    void note(Delivery delivery, Sign sign) {
        try {
            Endpoint endpoint = endpoints.find(delivery.tenant(), delivery.id().endpoint());
            while (endpoint != null) {
                Instant now = clock.now();
                HealthChange change = changeOf(endpoint.health(), sign, now);
                if (change.health().equals(endpoint.health()) && !(change.disable() && endpoint.isEnabled())) {
                    return;
                }
                Endpoint after = endpoint.after(change, reasonOf(sign), now);
                switch (endpoints.replace(after)) {
                    case ReplaceEndpointOutcome.Replaced replaced -> {
                        change.notices().forEach(notice -> telemetry.noticed(after.id(), notice));
                        teller.tell(after);
                        return;
                    }
                    case ReplaceEndpointOutcome.Conflict conflict -> endpoint = conflict.current();
                }
            }
        } catch (PortException e) {
            return;
        }
    }

    private HealthChange changeOf(EndpointHealth health, Sign sign, Instant now) {
        return switch (sign) {
            case Sign.Success success -> health.succeeded();
            case Sign.Failure failure -> health.failed(now, failure.rest(), policy);
            case Sign.Gone gone -> health.gone(now, policy);
        };
    }

    private static DisabledReason reasonOf(Sign sign) {
        return sign instanceof Sign.Gone ? DisabledReason.GONE : DisabledReason.FAILING;
    }
}
