package dev.sallyport.hosting.api;

import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.event.WebhookRequest;
import dev.sallyport.core.port.in.ReceiveWebhookUseCase;
import dev.sallyport.core.port.in.ReceiveWebhookUseCase.Lack;
import dev.sallyport.core.port.in.ReceiveWebhookUseCase.ReceiveWebhookCommand;
import dev.sallyport.core.port.in.ReceiveWebhookUseCase.ReceiveWebhookResult;
import dev.sallyport.core.signature.RefusalReason;
import dev.sallyport.core.signature.handshake.HandshakeResponse;
import dev.sallyport.hosting.config.ProviderConfig;
import dev.sallyport.hosting.web.Problem;
import dev.sallyport.hosting.web.Request;
import dev.sallyport.hosting.web.Response;
import dev.sallyport.hosting.web.Router;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The paths that providers call. */
public final class InboundRoutes {

    private static final String PROVIDER_HEADER = "X-Provider-ID";
    private static final String SIGNATURE_HEADER = "X-Webhook-Signature";

    private final ReceiveWebhookUseCase receiving;
    private final Map<ProviderId, ProviderConfig> providers;
    private final InstantSource clock;
    private final Runnable afterAccepting;
    private final BiConsumer<ProviderId, Duration> answerTimes;

    /**
     * Makes the routes.
     *
     * @param providers those configured, by id; others are answered 404 without being asked for
     * @param afterAccepting runs before the answer to each webhook that was taken in
     * @param answerTimes is told how long each answer to a configured provider took
     */
    public InboundRoutes(
            ReceiveWebhookUseCase receiving,
            Map<ProviderId, ProviderConfig> providers,
            InstantSource clock,
            Runnable afterAccepting,
            BiConsumer<ProviderId, Duration> answerTimes) {
        this.receiving = receiving;
        this.providers = Map.copyOf(providers);
        this.clock = clock;
        this.afterAccepting = afterAccepting;
        this.answerTimes = answerTimes;
    }

    public void addTo(Router.Builder routes) {
        routes.on("POST", "/webhook", (request, path) -> receiveByHeader(request));
        // Providers send webhooks by POST; by GET and HEAD, which takes the way of GET, some try the endpoint.
        for (String method : List.of("POST", "GET")) {
            routes.on(method, "/webhooks/{provider}", (request, path) -> receive(request, path.get("provider")));
        }
    }

    private Response receiveByHeader(Request request) {
        for (String name : List.of(PROVIDER_HEADER, SIGNATURE_HEADER)) {
            if (request.headers().count(name) != 1) {
                return Problem.of(400, "missing-header", "the request needs exactly one header " + name)
                        .toResponse();
            }
        }
        return receive(request, String.valueOf(request.headers().first(PROVIDER_HEADER)));
    }

    private Response receive(Request request, String name) {
        if (!ProviderId.isWellFormed(name)) {
            return unknownProvider();
        }
        ProviderId provider = new ProviderId(name);
        if (!providers.containsKey(provider)) {
            // Before anything is measured: strangers must not be able to make up metrics.
            return unknownProvider();
        }
        long began = System.nanoTime();
        Response response = receive(request, provider);
        answerTimes.accept(provider, Duration.ofNanos(System.nanoTime() - began));
        return response;
    }

    private Response receive(Request request, ProviderId provider) {
        WebhookRequest webhook = new WebhookRequest(
                request.method(), urlOf(provider, request), request.headers(), request.body(), clock.instant());
        return switch (receiving.receive(new ReceiveWebhookCommand(provider, webhook))) {
            case ReceiveWebhookResult.Accepted accepted -> {
                afterAccepting.run();
                yield accepted(accepted.id(), accepted.duplicate());
            }
            case ReceiveWebhookResult.Answered answered -> exactly(answered.response());
            case ReceiveWebhookResult.Refused refused -> refused(refused.reason());
            case ReceiveWebhookResult.UnknownProvider unknown -> unknownProvider();
            case ReceiveWebhookResult.Unavailable unavailable ->
                Problem.unavailable(reasonOf(unavailable.lack()), unavailable.retryAfter())
                        .toResponse();
        };
    }

    private static String reasonOf(Lack lack) {
        return switch (lack) {
            case KEY -> "the key that this signature is checked by cannot be had at present; send it again";
            case HANDSHAKE -> "what the request asks for could not be done; send it again";
            case STORE -> "the webhook could not be kept; send it again";
        };
    }

    private static Response accepted(WebhookId id, boolean duplicate) {
        return Response.json(202, json -> {
            json.writeStringField("message", "accepted");
            json.writeStringField("webhook_id", id.value());
            json.writeBooleanField("duplicate", duplicate);
        });
    }

    private static Response exactly(HandshakeResponse response) {
        return new Response(response.status(), response.headers(), response.body());
    }

    private static Response refused(RefusalReason reason) {
        return switch (reason) {
            case MISSING_HEADER ->
                Problem.of(400, reason.code(), "something that the signature needs is missing")
                        .toResponse();
            case MALFORMED ->
                Problem.of(400, reason.code(), "the signature is not of the scheme's form")
                        .toResponse();
            case INVALID_SIGNATURE ->
                Problem.of(401, reason.code(), "the signature does not hold").toResponse();
            case EXPIRED ->
                Problem.of(401, reason.code(), "the signature was not made at this time")
                        .toResponse();
        };
    }

    private static Response unknownProvider() {
        return Problem.of(404, "unknown-provider", "no provider of this name is configured")
                .toResponse();
    }

    /** Schemes that sign a URL sign the one that the provider was given, whatever stands between it and this process. */
    private String urlOf(ProviderId id, Request request) {
        ProviderConfig provider = providers.get(id);
        String registered = provider == null ? null : provider.url();
        if (registered == null) {
            return "http://" + hostOf(request) + request.target();
        }
        boolean addsQuery = !request.query().isEmpty() && registered.indexOf('?') < 0;
        return addsQuery ? registered + "?" + request.query() : registered;
    }

    private static String hostOf(Request request) {
        @Nullable String host = request.headers().first("Host");
        return host == null ? "localhost" : host;
    }
}
