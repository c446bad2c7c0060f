package dev.sallyport.core.application.outbound;

import dev.sallyport.core.application.outbound.TargetGuard.GuardVerdict;
import dev.sallyport.core.delivery.DeliveryError;
import dev.sallyport.core.delivery.Event;
import dev.sallyport.core.delivery.endpoint.CustomHeader;
import dev.sallyport.core.delivery.endpoint.Endpoint;
import dev.sallyport.core.event.Headers;
import dev.sallyport.core.port.out.HttpSender;
import dev.sallyport.core.port.out.HttpSender.SendOutcome;
import dev.sallyport.core.port.out.HttpSender.SendRequest;
import dev.sallyport.core.signature.OutboundRequest;
import java.time.Duration;
import java.time.Instant;

/** Calls an endpoint with an event: judges its target, signs, sends, all within one deadline. */
final class EndpointCaller {

    private static final String USER_AGENT = "Sallyport/1";

    private final TargetGuard guard;
    private final SecretVault vault;
    private final DeliverySigner signer;
    private final HttpSender sender;
    private final OutboundClock clock;

    EndpointCaller(TargetGuard guard, SecretVault vault, HttpSender sender, OutboundClock clock) {
        this.guard = guard;
        this.vault = vault;
        this.signer = new DeliverySigner(vault);
        this.sender = sender;
        this.clock = clock;
    }

    /**
     * Calls the endpoint.
     *
     * @param attempt the number of the attempt, from 1
     */
    Exchange call(Endpoint endpoint, Event event, int attempt) {
        Instant began = clock.now();
        Duration timeout = endpoint.settings().timeout();
        return switch (guard.judge(endpoint.settings().url(), timeout)) {
            case GuardVerdict.Refused refused -> new Exchange.Blocked(refused.reason(), clock.since(began));
            case GuardVerdict.Unresolved unresolved -> new Exchange.Failed(unresolved.error(), clock.since(began));
            case GuardVerdict.Allowed allowed -> send(endpoint, event, attempt, allowed, began);
        };
    }

    private Exchange send(Endpoint endpoint, Event event, int attempt, GuardVerdict.Allowed target, Instant began) {
        OutboundRequest request =
                new OutboundRequest("POST", target.url().text(), headers(endpoint, event, attempt), event.body());
        // Signed at the moment of sending: receivers measure the signed time against their own clock.
        OutboundRequest signed = signer.sign(request, endpoint, event.id().value(), clock.now());
        Duration left = endpoint.settings().timeout().minus(clock.since(began));
        if (left.isNegative() || left.isZero()) {
            return new Exchange.Failed(DeliveryError.TIMEOUT, clock.since(began));
        }
        SendOutcome outcome =
                sender.send(new SendRequest(target.url(), target.addresses(), signed.headers(), signed.body(), left));
        return switch (outcome) {
            case SendOutcome.Response response -> new Exchange.Answered(response, clock.since(began));
            case SendOutcome.Failed failed -> new Exchange.Failed(failed.error(), clock.since(began));
        };
    }

    private Headers headers(Endpoint endpoint, Event event, int attempt) {
        Headers.Builder headers = Headers.builder();
        for (CustomHeader header : endpoint.headers()) {
            headers.add(header.name(), vault.openHeader(endpoint, header));
        }
        return headers.add("Content-Type", event.contentType())
                .add("User-Agent", USER_AGENT)
                .add("Sallyport-Event-Id", event.id().value())
                .add("Sallyport-Event-Type", headerText(event.type().value()))
                .add("Sallyport-Attempt", Integer.toString(attempt))
                .build();
    }

    /** Event types may hold any character; header values may not. */
    private static String headerText(String type) {
        StringBuilder text = new StringBuilder(type.length());
        for (int i = 0; i < type.length(); i++) {
            char c = type.charAt(i);
            text.append(c > ' ' && c < 0x7f ? c : '?');
        }
        return text.toString();
    }
}
