package dev.sallyport.core.application.outbound;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sallyport.core.application.outbound.EndpointChecks.Checked;
import dev.sallyport.core.delivery.AttemptResult;
import dev.sallyport.core.delivery.Delivery;
import dev.sallyport.core.delivery.DeliveryQuery;
import dev.sallyport.core.delivery.DeliveryStatus;
import dev.sallyport.core.delivery.EndpointId;
import dev.sallyport.core.delivery.Event;
import dev.sallyport.core.delivery.EventId;
import dev.sallyport.core.delivery.EventOrigin;
import dev.sallyport.core.delivery.EventTypePattern;
import dev.sallyport.core.delivery.ResponseVerdict;
import dev.sallyport.core.delivery.TenantId;
import dev.sallyport.core.delivery.endpoint.CustomHeader;
import dev.sallyport.core.delivery.endpoint.Endpoint;
import dev.sallyport.core.delivery.endpoint.EndpointSecret;
import dev.sallyport.core.delivery.endpoint.EndpointSettings;
import dev.sallyport.core.delivery.endpoint.EndpointState;
import dev.sallyport.core.delivery.endpoint.EndpointState.DisabledReason;
import dev.sallyport.core.delivery.endpoint.SecretKind;
import dev.sallyport.core.delivery.endpoint.SecretText;
import dev.sallyport.core.event.EventType;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.port.in.ManageEndpointsUseCase;
import dev.sallyport.core.port.out.DeliveryStore;
import dev.sallyport.core.port.out.EndpointStore;
import dev.sallyport.core.port.out.EndpointStore.ReplaceEndpointOutcome;
import dev.sallyport.core.port.out.PortException;
import dev.sallyport.core.port.out.SecretGenerator;
import dev.sallyport.core.port.out.TenantStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Keeps the register of endpoints. */
final class EndpointDesk implements ManageEndpointsUseCase {

    private static final Duration LONGEST_OVERLAP = Duration.ofDays(7);
    private static final EventType PING = new EventType(EventTypePattern.OPERATIONAL_PREFIX + "ping");

    private final TenantStore tenants;
    private final EndpointStore endpoints;
    private final DeliveryStore deliveries;
    private final SecretGenerator generator;
    private final Supplier<? extends RandomGenerator> ids;
    private final int mostEndpoints;
    private final OutboundClock clock;
    private final SecretVault vault;
    private final EndpointChecks checks;
    private final EndpointCaller caller;

    EndpointDesk(
            OutboundParts parts, OutboundClock clock, SecretVault vault, EndpointChecks checks, EndpointCaller caller) {
        this.tenants = parts.tenants();
        this.endpoints = parts.endpoints();
        this.deliveries = parts.deliveries();
        this.generator = parts.secrets();
        this.ids = parts.ids();
        this.mostEndpoints = parts.mostEndpoints();
        this.clock = clock;
        this.vault = vault;
        this.checks = checks;
        this.caller = caller;
    }

    @Override
    public CreateEndpointResult create(CreateEndpointCommand command) {
        TenantId tenant = command.tenant();
        if (tenants.find(tenant) == null) {
            return new CreateEndpointResult.UnknownTenant();
        }
        Checked checked = checks.settings(command.settings(), command.headers());
        checked.problems().addAll(checks.secret(command.secretKind(), command.ownSecret(), command.settings()));
        if (!checked.problems().isEmpty()) {
            return new CreateEndpointResult.Refused(checked.problems());
        }
        if (endpoints.ofTenant(tenant).size() >= mostEndpoints) {
            return new CreateEndpointResult.TooMany(mostEndpoints);
        }
        EndpointId id = EndpointId.drawn(ids.get());
        SecretText secret = secretOr(command.ownSecret(), command.secretKind());
        Endpoint endpoint = Endpoint.builder()
                .id(id)
                .tenant(tenant)
                .settings(checked.settings())
                .headers(vault.sealHeaders(tenant, id, command.headers()))
                .addSecrets(seal(tenant, id, 1, command.secretKind(), secret))
                .createdAt(clock.now())
                .build();
        endpoints.create(endpoint);
        return new CreateEndpointResult.Created(endpoint, secret);
    }

    private SecretText secretOr(@Nullable SecretText own, SecretKind kind) {
        return own == null ? generator.newSecret(kind) : own;
    }

    private EndpointSecret seal(TenantId tenant, EndpointId id, int number, SecretKind kind, SecretText secret) {
        return new EndpointSecret(number, kind, vault.sealSecret(tenant, id, number, secret), clock.now(), null);
    }

    @Override
    public @Nullable Endpoint find(TenantId tenant, EndpointId id) {
        return endpoints.find(tenant, id);
    }

    @Override
    public List<Endpoint> list(TenantId tenant) {
        return endpoints.ofTenant(tenant);
    }

    @Override
    public ChangeEndpointResult update(
            TenantId tenant,
            EndpointId id,
            @Nullable EndpointSettings expected,
            EndpointSettings settings,
            @Nullable Map<String, String> headers) {
        Endpoint before = endpoints.find(tenant, id);
        if (before == null) {
            return new ChangeEndpointResult.NotFound();
        }
        Checked checked = checks.settings(settings, headers);
        SecretKind kind = before.secrets().getLast().kind();
        checked.problems().addAll(checks.secret(kind, null, settings));
        if (headers == null) {
            checked.problems().addAll(checks.beside(before.headers(), settings));
        }
        if (!checked.problems().isEmpty()) {
            return new ChangeEndpointResult.Refused(checked.problems());
        }
        List<CustomHeader> sealed = headers == null ? null : vault.sealHeaders(tenant, id, headers);
        Endpoint current = before;
        while (current != null) {
            if (expected != null && !expected.equals(current.settings())) {
                return new ChangeEndpointResult.Outdated(current);
            }
            Endpoint after = current.configured(checked.settings(), sealed == null ? current.headers() : sealed);
            switch (endpoints.replace(after)) {
                case ReplaceEndpointOutcome.Replaced replaced -> {
                    return new ChangeEndpointResult.Changed(after);
                }
                case ReplaceEndpointOutcome.Conflict conflict -> current = conflict.current();
            }
        }
        return new ChangeEndpointResult.NotFound();
    }

    @Override
    public boolean delete(TenantId tenant, EndpointId id) {
        return endpoints.remove(tenant, id);
    }

    @Override
    public EnableEndpointResult enable(TenantId tenant, EndpointId id) {
        Endpoint before = endpoints.find(tenant, id);
        if (before == null) {
            return new EnableEndpointResult.NotFound();
        }
        Instant missedSince = before.state() instanceof EndpointState.Disabled disabled
                ? missedSince(before, disabled.since())
                : null;
        Endpoint after = change(before, Endpoint::enabled);
        return after == null
                ? new EnableEndpointResult.NotFound()
                : new EnableEndpointResult.Enabled(after, missedSince);
    }

    /** What was on its way when the endpoint was disabled had been accepted before. */
    private Instant missedSince(Endpoint endpoint, Instant disabledAt) {
        List<Delivery> oldest = deliveries
                .list(DeliveryQuery.builder()
                        .tenant(endpoint.tenant())
                        .endpoint(endpoint.id())
                        .addStatuses(DeliveryStatus.DISABLED)
                        .oldestFirst(true)
                        .limit(1)
                        .build())
                .deliveries();
        return oldest.isEmpty() || oldest.getFirst().acceptedAt().isAfter(disabledAt)
                ? disabledAt
                : oldest.getFirst().acceptedAt();
    }

    @Override
    public @Nullable Endpoint disable(TenantId tenant, EndpointId id) {
        Endpoint before = endpoints.find(tenant, id);
        return before == null
                ? null
                : change(before, endpoint -> endpoint.disabled(DisabledReason.BY_REQUEST, clock.now()));
    }

    @Override
    public RotateSecretResult rotateSecret(
            TenantId tenant, EndpointId id, SecretKind kind, @Nullable SecretText ownSecret, Duration overlap) {
        if (overlap.isNegative() || overlap.compareTo(LONGEST_OVERLAP) > 0) {
            throw new IllegalArgumentException("overlap must be from zero to 7 days");
        }
        Endpoint before = endpoints.find(tenant, id);
        if (before == null) {
            return new RotateSecretResult.NotFound();
        }
        List<Problem> problems = checks.secret(kind, ownSecret, before.settings());
        if (!problems.isEmpty()) {
            return new RotateSecretResult.Refused(problems);
        }
        SecretText secret = secretOr(ownSecret, kind);
        Endpoint after = change(before, endpoint -> {
            int number = endpoint.secrets().getLast().number() + 1;
            return endpoint.rotated(seal(tenant, id, number, kind, secret), overlap);
        });
        return after == null ? new RotateSecretResult.NotFound() : new RotateSecretResult.Rotated(after, secret);
    }

    /** Changes an endpoint, again and again while others change it; null if it is removed meanwhile. */
    private @Nullable Endpoint change(Endpoint before, UnaryOperator<Endpoint> how) {
        Endpoint current = before;
        while (current != null) {
            Endpoint after = how.apply(current);
            if (after.equals(current)) {
                return current;
            }
            switch (endpoints.replace(after)) {
                case ReplaceEndpointOutcome.Replaced replaced -> {
                    return after;
                }
                case ReplaceEndpointOutcome.Conflict conflict -> current = conflict.current();
            }
        }
        return null;
    }

    @Override
    public PingResult ping(TenantId tenant, EndpointId id) {
        Endpoint endpoint = endpoints.find(tenant, id);
        if (endpoint == null) {
            return new PingResult.NotFound();
        }
        return switch (caller.call(endpoint, pingOf(endpoint), 1)) {
            case Exchange.Blocked blocked ->
                new PingResult.Blocked(blocked.reason().code());
            case Exchange.Failed failed ->
                new PingResult.Pinged(new AttemptResult.Failed(failed.error()), failed.duration(), false);
            case Exchange.Answered answered -> {
                int status = answered.response().status();
                ResponseVerdict verdict =
                        ResponseVerdict.of(status, endpoint.settings().clientErrors());
                yield new PingResult.Pinged(
                        new AttemptResult.Answered(status, answered.response().excerpt()),
                        answered.duration(),
                        verdict == ResponseVerdict.DELIVERED);
            }
        };
    }

    private Event pingOf(Endpoint endpoint) {
        Instant now = clock.now();
        String json = "{\"type\":\"" + PING + "\",\"timestamp\":\"" + now + "\",\"data\":{\"endpoint_id\":\""
                + endpoint.id() + "\"}}";
        RawPayload body = RawPayload.adopt(json.getBytes(UTF_8));
        return Event.builder()
                .id(EventId.drawn(ids.get()))
                .tenant(endpoint.tenant())
                .origin(EventOrigin.OPERATIONAL)
                .type(PING)
                .body(body)
                .acceptedAt(now)
                .dueAt(now)
                .fingerprint(body.sha256())
                .build();
    }

    @Override
    public ResealReport reseal(@Nullable EndpointId after, int limit) {
        List<Endpoint> page = endpoints.list(after, limit);
        int resealed = 0;
        int failed = 0;
        for (Endpoint endpoint : page) {
            if (vault.isCurrent(endpoint)) {
                continue;
            }
            if (isResealed(endpoint)) {
                resealed++;
            } else {
                failed++;
            }
        }
        return new ResealReport(
                resealed, failed, page.size() < limit ? null : page.getLast().id());
    }

    private boolean isResealed(Endpoint endpoint) {
        try {
            return switch (endpoints.replace(vault.reseal(endpoint))) {
                case ReplaceEndpointOutcome.Replaced replaced -> true;
                case ReplaceEndpointOutcome.Conflict conflict -> false;
            };
        } catch (PortException e) {
            return false;
        }
    }
}
