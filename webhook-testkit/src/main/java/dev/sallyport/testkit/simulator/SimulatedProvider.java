package dev.sallyport.testkit.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sallyport.core.application.Provider;
import dev.sallyport.core.application.Providers;
import dev.sallyport.core.event.OrderingKey;
import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.ordering.LateEvents;
import dev.sallyport.core.ordering.OrderingPolicy;
import dev.sallyport.core.ordering.SequenceGate;
import dev.sallyport.core.retry.RetryPolicy;
import dev.sallyport.core.signature.OutboundRequest;
import dev.sallyport.core.signature.SignatureScheme;
import dev.sallyport.core.signature.SignatureSigner;
import dev.sallyport.core.signature.SignatureVerifier;
import dev.sallyport.core.signature.catalogue.SchemeCatalogue;
import dev.sallyport.core.signature.key.SigningSecret;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A provider in a run. They differ in what makes gates differ: one names its events in the body and signs the time, one
 * names them in a header, one does not name them at all, and one numbers them.
 */
// Its fields are immutable; their types do not carry the annotation by which a compiler could tell.
@SuppressWarnings("ImmutableEnumChecker")
enum SimulatedProvider {
    /** Named and timed in the body's envelope. */
    STRIPE("stripe", true, true),
    /** Named in a header. */
    GITHUB("github", false, true),
    /** Known by its body alone. */
    GENERIC("generic", false, false),
    /** Named in a header, and numbered without gaps within each ordering key. */
    NUMBERED(numbered(), false, true);

    private static final String URL = "https://gate.example/webhooks/simulated";
    private static final String SECRET = "a secret of the simulator";

    /** Few setups exist, and making one costs as much as the rest of a small run. */
    private static final Map<Setup, Providers> CONFIGURED = new ConcurrentHashMap<>();

    private record Setup(
            OrderingPolicy ordering,
            RetryPolicy retry,
            LateEvents lateEvents,
            @Nullable SequenceGate sequence) {}

    private final ProviderId id;
    private final boolean timed;
    private final boolean namesEvents;
    private final SignatureVerifier verifier;
    private final SignatureSigner signer;
    private final SignatureSigner forger;

    SimulatedProvider(String scheme, boolean timed, boolean namesEvents) {
        this(Objects.requireNonNull(SchemeCatalogue.builtIn().find(scheme), scheme), timed, namesEvents);
    }

    SimulatedProvider(SignatureScheme known, boolean timed, boolean namesEvents) {
        this.id = new ProviderId(known.name());
        this.timed = timed;
        this.namesEvents = namesEvents;
        this.verifier = SignatureVerifier.of(known, List.of(SigningSecret.of(SECRET)));
        this.signer = SignatureSigner.of(known, List.of(SigningSecret.of(SECRET)));
        this.forger = SignatureSigner.of(known, List.of(SigningSecret.of("guessed")));
    }

    ProviderId id() {
        return id;
    }

    /** Tells whether signatures expire, so that a gate whose clock is wrong refuses genuine requests. */
    boolean isTimed() {
        return timed;
    }

    /** Tells whether a changed body can be the same event. */
    boolean namesEvents() {
        return namesEvents;
    }

    /** Configures all providers as a run asks for. */
    static Providers configured(Scenario scenario) {
        Setup setup = new Setup(scenario.ordering(), scenario.retry(), scenario.lateEvents(), scenario.sequence());
        return CONFIGURED.computeIfAbsent(
                setup,
                wanted -> Providers.of(Arrays.stream(values())
                        .map(provider -> provider.configured(wanted))
                        .toList()));
    }

    private Provider configured(Setup setup) {
        Provider provider =
                Provider.of(id, verifier, setup.ordering(), setup.retry()).withLateEvents(setup.lateEvents());
        SequenceGate sequence = setup.sequence();
        return sequence == null || this != NUMBERED ? provider : provider.inSequence(sequence);
    }

    /** The catalogue's providers with numbers sign in ways that would leave nothing to forge. */
    private static SignatureScheme numbered() {
        return SchemeCatalogue.builtIn()
                .reader()
                .read(
                        "numbered",
                        Map.of(
                                "like",
                                "github",
                                "identity",
                                Map.of(
                                        "id",
                                        "{header:X-GitHub-Delivery}",
                                        "entity",
                                        "{json:/entity}",
                                        "order",
                                        Map.of("kind", "sequence", "at", "json:/created"))));
    }

    /** Returns the body of an event; copies of an event differ in their bytes only. */
    RawPayload body(String event, String entity, long position, int copy) {
        return RawPayload.adopt(("{\"id\":\"" + event + "\",\"type\":\"thing.happened\",\"created\":" + position
                        + ",\"entity\":\"" + entity + "\",\"data\":{\"object\":{\"id\":\"" + entity
                        + "\"}},\"repository\":{\"full_name\":\"" + entity + "\"},\"copy\":" + copy + "}")
                .getBytes(UTF_8));
    }

    /** Returns the id under which the gate must know an event. */
    WebhookId webhookId(String event, RawPayload body) {
        return namesEvents ? WebhookId.ofEvent(id, event) : WebhookId.ofBody(id, body);
    }

    /** Returns the key under which the gate must order an event. */
    OrderingKey orderingKey(OrderingPolicy policy, WebhookId webhook, String entity) {
        boolean found =
                !(policy instanceof OrderingPolicy.ByEntity byEntity) || byEntity.pointer() != null || namesEvents;
        return policy.keyFor(id, webhook, found ? entity : null);
    }

    OutboundRequest signed(String event, RawPayload body, Instant at) {
        return signer.sign(unsigned(event, body), at, event);
    }

    /** Returns a request as someone signs it who does not know the secret. */
    OutboundRequest forged(String event, RawPayload body, Instant at) {
        return forger.sign(unsigned(event, body), at, event);
    }

    private static OutboundRequest unsigned(String event, RawPayload body) {
        return OutboundRequest.post(URL, body)
                .withHeader("Content-Type", "application/json")
                .withHeader("X-GitHub-Event", "thing")
                .withHeader("X-GitHub-Delivery", event);
    }
}
