package dev.sallyport.local.bench;

import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.event.WebhookRequest;
import dev.sallyport.core.signature.EventIdentity;
import dev.sallyport.core.signature.IdentityReader;
import dev.sallyport.core.signature.VerificationResult;
import dev.sallyport.hosting.config.ConfiguredGateway;
import dev.sallyport.hosting.config.ConfiguredProvider;
import dev.sallyport.hosting.web.PathParameters;
import dev.sallyport.hosting.web.Problem;
import dev.sallyport.hosting.web.Request;
import dev.sallyport.hosting.web.Response;
import dev.sallyport.hosting.web.Router;
import dev.sallyport.local.http.DoorLimits;
import dev.sallyport.local.http.FaultListener;
import dev.sallyport.local.http.JdkHttpDoor;
import dev.sallyport.local.http.PortUnavailableException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;

/**
 * The physical limit of a durable receiver: the gateway's own door, router, verification and answers before nothing but
 * an {@link AppendLog}. It keeps no index, knows no duplicates, queues and publishes nothing.
 */
public final class AppendLogServer {

    /** The log, in the directory given. */
    static final String LOG = "append.log";

    private final ConfiguredProvider provider;
    private final IdentityReader identities;
    private final AppendLog log;

    private AppendLogServer(ConfiguredProvider provider, AppendLog log) {
        this.provider = provider;
        this.identities = IdentityReader.of(provider.scheme());
        this.log = log;
    }

    /**
     * Begins to listen, on a free port of this machine, until the process ends.
     *
     * @param directory where the log is made
     * @return where it listens
     * @throws IOException if the log cannot be made
     */
    public static InetSocketAddress start(ConfiguredGateway configured, Path directory, FaultListener faults)
            throws IOException, PortUnavailableException {
        ConfiguredProvider provider = configured.providers().get(new ProviderId(SignedEvents.PROVIDER));
        if (provider == null) {
            throw new IllegalArgumentException("the configuration lacks the provider " + SignedEvents.PROVIDER);
        }
        AppendLogServer server = new AppendLogServer(provider, AppendLog.create(directory.resolve(LOG)));
        return new JdkHttpDoor(DoorLimits.ofBody(configured.config().server().maxBodyBytes()), faults)
                .start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), server.routes());
    }

    private Router routes() {
        return Router.builder()
                .on("POST", "/webhooks/{provider}", this::receive)
                .on("GET", "/metrics", (request, path) -> metrics())
                .build();
    }

    private Response receive(Request request, PathParameters path) {
        WebhookRequest webhook = new WebhookRequest(
                request.method(),
                "http://localhost" + request.target(),
                request.headers(),
                request.body(),
                Instant.now());
        return switch (provider.verifier().verify(webhook)) {
            case VerificationResult.Verified verified -> keep(webhook);
            case VerificationResult.Refused refused ->
                Problem.of(401, refused.reason().code(), "the signature does not hold")
                        .toResponse();
            case VerificationResult.Undecided undecided ->
                Problem.of(503, "key-unavailable", "the key is out of reach").toResponse();
        };
    }

    private Response keep(WebhookRequest webhook) {
        EventIdentity identity = identities.identify(webhook);
        ProviderId id = provider.config().id();
        WebhookId webhookId = identity.eventId() == null
                ? WebhookId.ofBody(id, webhook.body())
                : WebhookId.ofEvent(id, identity.eventId());
        log.append(webhookId, webhook);
        return Response.json(202, json -> {
            json.writeStringField("message", "accepted");
            json.writeStringField("webhook_id", webhookId.value());
            json.writeBooleanField("duplicate", false);
        });
    }

    private Response metrics() {
        return Response.text(200, "sallyport_store_commits_total " + log.syncs() + "\nsallyport_queue_depth 0\n");
    }
}
