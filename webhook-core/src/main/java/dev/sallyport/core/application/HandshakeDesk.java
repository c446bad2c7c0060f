package dev.sallyport.core.application;

import dev.sallyport.core.application.Provider.Gate;
import dev.sallyport.core.event.WebhookRequest;
import dev.sallyport.core.port.in.ReceiveWebhookUseCase.ReceiveWebhookResult;
import dev.sallyport.core.port.out.HandedOverSecrets;
import dev.sallyport.core.port.out.HandedOverSecrets.HandedOverSecret;
import dev.sallyport.core.port.out.SubscriptionConfirmer;
import dev.sallyport.core.port.out.Telemetry;
import dev.sallyport.core.signature.RefusalReason;
import dev.sallyport.core.signature.handshake.HandshakeDecision;
import dev.sallyport.core.signature.handshake.HandshakeResponse;
import dev.sallyport.core.signature.handshake.Handshakes.Ability;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Does at the gate what handshakes ask for. Nothing of it leaves a record of a webhook. */
final class HandshakeDesk {

    private final Telemetry telemetry;
    private final @Nullable SubscriptionConfirmer confirmer;
    private final @Nullable HandedOverSecrets secrets;
    private final Set<Ability> abilities = EnumSet.noneOf(Ability.class);

    HandshakeDesk(InboundParts parts) {
        this.telemetry = parts.telemetry();
        this.confirmer = parts.subscriptionConfirmer();
        this.secrets = parts.handedOverSecrets();
        if (confirmer != null) {
            abilities.add(Ability.CONFIRM);
        }
        if (secrets != null) {
            abilities.add(Ability.KEEP);
        }
    }

    /** Answers a handshake that carries no signature; null if the request is none. */
    @Nullable
    ReceiveWebhookResult beforeVerifying(Provider provider, Gate gate, WebhookRequest request) {
        return settle(provider, request, gate.handshakes().beforeVerifying(request, abilities));
    }

    /** Answers a handshake whose signature holds; null if the request is none. */
    @Nullable
    ReceiveWebhookResult afterVerifying(Provider provider, Gate gate, WebhookRequest request) {
        return settle(provider, request, gate.handshakes().afterVerifying(request, abilities));
    }

    /** Refuses a request whose signature does not hold, in the provider's own way if it has one. */
    ReceiveWebhookResult refuse(Provider provider, Gate gate, WebhookRequest request, RefusalReason reason) {
        ReceiveWebhookResult refused =
                settle(provider, request, gate.handshakes().afterRefusing(request, reason));
        return refused == null ? refuse(provider, reason) : refused;
    }

    /** Refuses a request as every other. */
    ReceiveWebhookResult refuse(Provider provider, RefusalReason reason) {
        return refuse(provider, reason, null);
    }

    private @Nullable ReceiveWebhookResult settle(
            Provider provider, WebhookRequest request, HandshakeDecision decision) {
        return switch (decision) {
            case HandshakeDecision.NoHandshake none -> null;
            case HandshakeDecision.Answer answer -> answered(provider, answer.response());
            case HandshakeDecision.Refuse refuse -> refuse(provider, refuse.reason(), refuse.response());
            case HandshakeDecision.Confirm confirm -> {
                if (confirmer != null) {
                    confirmer.confirm(provider.id(), confirm.url());
                }
                yield answered(provider, confirm.response());
            }
            case HandshakeDecision.Keep keep -> {
                if (secrets != null) {
                    secrets.keep(new HandedOverSecret(provider.id(), keep.secret(), request.receivedAt()));
                }
                yield answered(provider, keep.response());
            }
        };
    }

    private ReceiveWebhookResult answered(Provider provider, HandshakeResponse response) {
        telemetry.answered(provider.id());
        return new ReceiveWebhookResult.Answered(response);
    }

    private ReceiveWebhookResult refuse(Provider provider, RefusalReason reason, @Nullable HandshakeResponse response) {
        telemetry.refused(provider.id(), reason.code());
        return response == null
                ? new ReceiveWebhookResult.Refused(reason)
                : new ReceiveWebhookResult.Answered(response);
    }
}
