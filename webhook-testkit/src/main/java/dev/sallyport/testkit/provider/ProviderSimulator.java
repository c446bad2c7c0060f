package dev.sallyport.testkit.provider;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sallyport.core.signature.Field;
import dev.sallyport.core.signature.OutboundRequest;
import dev.sallyport.core.signature.Part;
import dev.sallyport.core.signature.SignatureScheme;
import dev.sallyport.core.signature.SignatureSigner;
import dev.sallyport.core.signature.Template;
import dev.sallyport.core.signature.key.SigningSecret;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Makes the requests that a provider would make of a body: headers for the event's type and id where the provider has
 * such, then the signature. The same payload always has the same event id, as a provider's repetition has. Immutable and
 * safe to share between threads.
 */
public final class ProviderSimulator {

    private final SignatureScheme scheme;
    private final SignatureSigner signer;

    private ProviderSimulator(SignatureScheme scheme, SignatureSigner signer) {
        this.scheme = scheme;
        this.signer = signer;
    }

    /**
     * Makes a simulator.
     *
     * @throws dev.sallyport.core.signature.key.KeyRefusedException if the secret is not of the form the scheme needs
     * @throws UnsupportedOperationException if nobody but the provider can make such signatures
     */
    public static ProviderSimulator of(SignatureScheme scheme, SigningSecret secret) {
        return new ProviderSimulator(scheme, SignatureSigner.of(scheme, List.of(secret)));
    }

    /**
     * Makes a signed request.
     *
     * @param url the endpoint's absolute URL as the provider knows it
     * @param at when it is sent
     */
    public OutboundRequest request(ProviderPayload payload, String url, Instant at) {
        String id = eventId(payload);
        OutboundRequest request =
                OutboundRequest.post(url, payload.body()).withHeader("Content-Type", payload.contentType());
        request = withHeaders(request, scheme.identity().id(), id);
        request = withHeaders(request, scheme.identity().type(), payload.eventType());
        return signer.sign(request, at, id);
    }

    /** Returns the id under which a provider that sends ids in headers would send the payload: a UUID of its name. */
    public static String eventId(ProviderPayload payload) {
        return UUID.nameUUIDFromBytes((payload.provider() + " " + payload.id()).getBytes(UTF_8))
                .toString();
    }

    private static OutboundRequest withHeaders(OutboundRequest request, List<Template> templates, String value) {
        OutboundRequest changed = request;
        for (Template template : templates) {
            for (Part part : template.parts()) {
                if (part instanceof Part.Value place && place.field() instanceof Field.Header header) {
                    changed = changed.withHeader(header.name(), value);
                }
            }
        }
        return changed;
    }
}
