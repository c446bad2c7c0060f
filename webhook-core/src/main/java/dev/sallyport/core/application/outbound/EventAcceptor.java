package dev.sallyport.core.application.outbound;

import dev.sallyport.core.delivery.Delivery;
import dev.sallyport.core.delivery.DeliveryId;
import dev.sallyport.core.delivery.DeliveryStatus;
import dev.sallyport.core.delivery.Event;
import dev.sallyport.core.delivery.EventId;
import dev.sallyport.core.delivery.EventOrigin;
import dev.sallyport.core.delivery.EventTypePattern;
import dev.sallyport.core.delivery.endpoint.Endpoint;
import dev.sallyport.core.delivery.endpoint.EndpointState;
import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.port.in.AcceptEventUseCase;
import dev.sallyport.core.port.out.DeliveryStore;
import dev.sallyport.core.port.out.DeliveryStore.AcceptOutcome;
import dev.sallyport.core.port.out.DeliveryTelemetry;
import dev.sallyport.core.port.out.EndpointStore;
import dev.sallyport.core.port.out.EventFilter;
import dev.sallyport.core.port.out.PortException;
import dev.sallyport.core.port.out.TenantStore;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Accepts events: matches endpoints, keeps event and deliveries in one write, and enqueues what is on its way. */
final class EventAcceptor implements AcceptEventUseCase {

    private static final Duration LONGEST_DELAY = Duration.ofDays(30);
    private static final Pattern NAME = Pattern.compile("[!-~]{1,255}");
    private static final Pattern CONTENT_TYPE = Pattern.compile("[!-~](?:[ -~]{0,126}[!-~])?");
    private static final String FILTERED = "payload-filter";

    private final TenantStore tenants;
    private final EndpointStore endpoints;
    private final DeliveryStore deliveries;
    private final EventFilter filter;
    private final DeliveryTelemetry telemetry;
    private final Supplier<? extends RandomGenerator> ids;
    private final Duration retryAfter;
    private final OutboundClock clock;
    private final WakeTimes wakeTimes;
    private final DeliveryEnqueuer enqueuer;

    EventAcceptor(OutboundParts parts, OutboundClock clock, WakeTimes wakeTimes, DeliveryEnqueuer enqueuer) {
        this.tenants = parts.tenants();
        this.endpoints = parts.endpoints();
        this.deliveries = parts.deliveries();
        this.filter = parts.filter();
        this.telemetry = parts.telemetry();
        this.ids = parts.ids();
        this.retryAfter = parts.retryAfter();
        this.clock = clock;
        this.wakeTimes = wakeTimes;
        this.enqueuer = enqueuer;
    }

    @Override
    public AcceptEventResult accept(AcceptEventCommand command) {
        EventRefusal refusal = refusalOf(command);
        if (refusal != null) {
            telemetry.refused(command.tenant(), refusal.code());
            return new AcceptEventResult.Refused(refusal);
        }
        try {
            if (tenants.find(command.tenant()) == null) {
                return new AcceptEventResult.UnknownTenant();
            }
            return accept(eventOf(command));
        } catch (PortException e) {
            telemetry.unavailable(command.tenant());
            return new AcceptEventResult.Unavailable(retryAfter);
        }
    }

    /**
     * Accepts an event of any origin.
     *
     * @throws PortException if it may not be kept
     */
    AcceptEventResult accept(Event event) {
        List<Delivery> fanOut = fanOut(event);
        return switch (deliveries.accept(event, fanOut)) {
            case AcceptOutcome.Accepted accepted -> {
                List<Delivery> pending = accepted.deliveries().stream()
                        .filter(delivery -> !delivery.status().isTerminal())
                        .toList();
                telemetry.accepted(event.tenant(), event.id(), pending.size(), fanOut.size() - pending.size());
                enqueuer.enqueue(pending);
                yield new AcceptEventResult.Accepted(event.id(), pending.size(), false);
            }
            case AcceptOutcome.AlreadyAccepted known -> repeated(event, known.existing());
        };
    }

    private AcceptEventResult repeated(Event event, Event existing) {
        if (existing.fingerprint().equals(event.fingerprint())) {
            telemetry.repeated(event.tenant(), existing.id());
            return new AcceptEventResult.Accepted(existing.id(), 0, true);
        }
        telemetry.refused(event.tenant(), "conflict");
        return new AcceptEventResult.Conflict(existing.id());
    }

    private List<Delivery> fanOut(Event event) {
        List<Delivery> fanOut = new ArrayList<>();
        for (Endpoint endpoint : endpoints.ofTenant(event.tenant())) {
            if (endpoint.settings().subscribesTo(event.type())) {
                fanOut.add(deliveryTo(endpoint, event));
            }
        }
        return fanOut;
    }

    private Delivery deliveryTo(Endpoint endpoint, Event event) {
        Delivery delivery = Delivery.builder()
                .id(new DeliveryId(event.id(), endpoint.id()))
                .tenant(event.tenant())
                .eventType(event.type())
                .status(DeliveryStatus.PENDING)
                .orderingKey(endpoint.settings().ordered() ? event.orderingKey() : null)
                .acceptedAt(event.acceptedAt())
                .openedAt(event.dueAt())
                .dueAt(event.dueAt())
                .wakeAt(wakeTimes.forDueAt(event.dueAt()))
                .build();
        return switch (endpoint.state()) {
            case EndpointState.Disabled disabled ->
                endedAtOnce(delivery, DeliveryStatus.DISABLED, disabled.reason().code());
            case EndpointState.Enabled enabled ->
                isFilteredOut(endpoint, event) ? endedAtOnce(delivery, DeliveryStatus.FILTERED, FILTERED) : delivery;
        };
    }

    private boolean isFilteredOut(Endpoint endpoint, Event event) {
        String pattern = endpoint.settings().payloadFilter();
        return pattern != null && !filter.matches(pattern, event.body());
    }

    /** Built anew rather than changed: to the store it is a record that begins like any other. */
    private static Delivery endedAtOnce(Delivery delivery, DeliveryStatus status, String reason) {
        return Delivery.builder()
                .from(delivery)
                .status(status)
                .reason(reason)
                .endedAt(delivery.acceptedAt())
                .build();
    }

    private Event eventOf(AcceptEventCommand command) {
        Instant now = clock.now();
        Instant delayUntil = command.delayUntil();
        return Event.builder()
                .id(idOf(command))
                .tenant(command.tenant())
                .origin(command.forwardedFrom() == null ? EventOrigin.POSTED : EventOrigin.FORWARDED)
                .type(command.type())
                .contentType(command.contentType())
                .body(command.body())
                .ownId(command.ownId())
                .idempotencyKey(command.idempotencyKey())
                .orderingKey(command.orderingKey())
                .acceptedAt(now)
                .dueAt(delayUntil == null || !delayUntil.isAfter(now) ? now : roundedUp(delayUntil))
                .fingerprint(EventFingerprint.of(
                        command.type(),
                        command.contentType(),
                        command.body(),
                        command.ownId(),
                        command.orderingKey(),
                        delayUntil))
                .build();
    }

    private EventId idOf(AcceptEventCommand command) {
        WebhookId webhook = command.forwardedFrom();
        String ownId = command.ownId();
        String key = command.idempotencyKey();
        if (webhook != null) {
            return EventId.ofForwarded(command.tenant(), webhook);
        }
        if (ownId != null) {
            return EventId.ofOwnId(command.tenant(), ownId);
        }
        return key != null ? EventId.ofIdempotencyKey(command.tenant(), key) : EventId.drawn(ids.get());
    }

    private static Instant roundedUp(Instant instant) {
        Instant cut = instant.truncatedTo(ChronoUnit.MILLIS);
        return cut.equals(instant) ? cut : cut.plusMillis(1);
    }

    private @Nullable EventRefusal refusalOf(AcceptEventCommand command) {
        if (EventTypePattern.isOperational(command.type())) {
            return EventRefusal.RESERVED_TYPE;
        }
        if (isMalformed(command.ownId())) {
            return EventRefusal.MALFORMED_EVENT_ID;
        }
        if (isMalformed(command.idempotencyKey())) {
            return EventRefusal.MALFORMED_IDEMPOTENCY_KEY;
        }
        if (!CONTENT_TYPE.matcher(command.contentType()).matches()) {
            return EventRefusal.MALFORMED_CONTENT_TYPE;
        }
        Instant delayUntil = command.delayUntil();
        boolean tooLong = delayUntil != null && delayUntil.isAfter(clock.now().plus(LONGEST_DELAY));
        return tooLong ? EventRefusal.DELAY_TOO_LONG : null;
    }

    private static boolean isMalformed(@Nullable String name) {
        return name != null && !NAME.matcher(name).matches();
    }
}
