package dev.sallyport.core.application;

import dev.sallyport.core.application.Provider.Gate;
import dev.sallyport.core.event.ArchiveKey;
import dev.sallyport.core.event.ArchivedWebhook;
import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.event.WebhookRequest;
import dev.sallyport.core.event.WebhookStatus;
import dev.sallyport.core.port.in.ReceiveWebhookUseCase;
import dev.sallyport.core.port.in.ReceiveWebhookUseCase.Lack;
import dev.sallyport.core.port.out.OutcomeUnknownException;
import dev.sallyport.core.port.out.PortException;
import dev.sallyport.core.port.out.PortUnavailableException;
import dev.sallyport.core.port.out.Telemetry;
import dev.sallyport.core.port.out.WebhookIntake;
import dev.sallyport.core.port.out.WebhookIntake.IntakeOutcome;
import dev.sallyport.core.signature.EventIdentity;
import dev.sallyport.core.signature.RefusalReason;
import dev.sallyport.core.signature.VerificationResult;
import java.time.Duration;

/**
 * The gate. The order of its steps is the guarantee: nothing is looked up, derived or kept before the signature has
 * been verified, and nothing is accepted before it is kept.
 */
final class WebhookReceiver implements ReceiveWebhookUseCase {

    private final Providers providers;
    private final WebhookIntake intake;
    private final HandshakeDesk handshakes;
    private final Telemetry telemetry;
    private final Duration retryAfter;

    WebhookReceiver(InboundParts parts, WebhookIntake intake) {
        this.providers = parts.providers();
        this.intake = intake;
        this.handshakes = new HandshakeDesk(parts);
        this.telemetry = parts.telemetry();
        this.retryAfter = parts.retryAfter();
    }

    @Override
    public ReceiveWebhookResult receive(ReceiveWebhookCommand command) {
        Provider provider = providers.find(command.provider());
        if (provider == null) {
            return new ReceiveWebhookResult.UnknownProvider();
        }
        telemetry.received(provider.id());
        Gate gate;
        try {
            gate = provider.gate();
        } catch (PortException e) {
            return unavailable(provider, codeOf(e), Lack.KEY);
        }
        try {
            return pass(provider, gate, command.request());
        } catch (PortException e) {
            // Keeping has a handler of its own: what else is out of reach, a handshake asked for.
            return unavailable(provider, codeOf(e), Lack.HANDSHAKE);
        }
    }

    private ReceiveWebhookResult unavailable(Provider provider, String code, Lack lack) {
        telemetry.unavailable(provider.id(), code);
        return new ReceiveWebhookResult.Unavailable(retryAfter, lack);
    }

    private ReceiveWebhookResult pass(Provider provider, Gate gate, WebhookRequest request) {
        ReceiveWebhookResult handshake = handshakes.beforeVerifying(provider, gate, request);
        if (handshake != null) {
            return handshake;
        }
        return switch (gate.verifier().verify(request)) {
            case VerificationResult.Refused refused -> handshakes.refuse(provider, gate, request, refused.reason());
            case VerificationResult.Verified verified -> {
                ReceiveWebhookResult signed = handshakes.afterVerifying(provider, gate, request);
                if (signed != null) {
                    yield signed;
                }
                yield isSafe(request)
                        ? handshakes.refuse(provider, RefusalReason.MALFORMED)
                        : keep(provider, gate, request);
            }
            case VerificationResult.Undecided undecided -> unavailable(provider, "key-unavailable", Lack.KEY);
        };
    }

    /** A request that asks for nothing to be done (RFC 9110 section 9.2.1) may be a handshake, but is no webhook. */
    private static boolean isSafe(WebhookRequest request) {
        return request.method().equals("GET") || request.method().equals("HEAD");
    }

    private ReceiveWebhookResult keep(Provider provider, Gate gate, WebhookRequest request) {
        WebhookRecord record = recordOf(provider, gate, request);
        IntakeOutcome outcome;
        try {
            outcome = intake.takeIn(record, new ArchivedWebhook(record.id(), provider.id(), request));
        } catch (PortException e) {
            return unavailable(provider, codeOf(e), Lack.STORE);
        }
        return switch (outcome) {
            case IntakeOutcome.TakenIn takenIn -> {
                telemetry.accepted(provider.id(), record.id());
                yield new ReceiveWebhookResult.Accepted(record.id(), false);
            }
            case IntakeOutcome.AlreadyKnown known -> {
                telemetry.duplicate(provider.id(), record.id());
                yield new ReceiveWebhookResult.Accepted(record.id(), true);
            }
        };
    }

    private static WebhookRecord recordOf(Provider provider, Gate gate, WebhookRequest request) {
        EventIdentity identity = gate.identities().identify(request);
        String eventId = identity.eventId();
        WebhookId id = eventId == null
                ? WebhookId.ofBody(provider.id(), request.body())
                : WebhookId.ofEvent(provider.id(), eventId);
        return WebhookRecord.builder()
                .id(id)
                .provider(provider.id())
                .providerEventId(eventId)
                .eventType(identity.type())
                .orderingKey(provider.ordering().keyFor(provider.id(), id, provider.entityOf(request, identity)))
                .position(identity.order() == null ? null : identity.order().position())
                .status(WebhookStatus.RECEIVED)
                .receivedAt(request.receivedAt())
                .archiveKey(ArchiveKey.ofWebhook(provider.id(), id, request.receivedAt()))
                .bodySha256(request.body().sha256())
                .bodySize(request.body().size())
                .build();
    }

    private static String codeOf(PortException e) {
        return switch (e) {
            case PortUnavailableException unavailable -> "unavailable";
            case OutcomeUnknownException unknown -> "outcome-unknown";
        };
    }
}
