package dev.sallyport.local.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.signature.OutboundRequest;
import dev.sallyport.core.signature.SignatureScheme;
import dev.sallyport.core.signature.SignatureSigner;
import dev.sallyport.core.signature.catalogue.SchemeCatalogue;
import dev.sallyport.core.signature.key.SigningSecret;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Requests with events of one provider, each with an id and a signature of its own. They are signed in stock, so that
 * sending one costs a copy; when the stock is used up they are signed as they are needed.
 *
 * <p>They are in the form of Stripe, which every other receiver has a library to verify. For one thread.
 */
public final class SignedEvents implements LoadRequests {

    /** The provider's id, and the name of its scheme. */
    public static final String PROVIDER = "stripe";

    /** The least size of a body in bytes. */
    public static final int SMALLEST = 256;

    /** The largest size of a body in bytes. */
    public static final int LARGEST = 1 << 20;

    private static final String SIGNATURE_HEADER = "Stripe-Signature";
    private static final int HEAD_BYTES = 512;

    private static final String ID_PREFIX = "evt_";
    private static final int ID_DIGITS = 16;
    private static final String BEFORE_ID = "{\"id\":\"" + ID_PREFIX;
    private static final String AFTER_ID =
            "\",\"object\":\"event\",\"api_version\":\"2025-01-27.acacia\",\"livemode\":false,"
                    + "\"type\":\"invoice.payment_succeeded\",\"data\":{\"object\":{\"object\":\"invoice\",\"note\":\"";
    private static final String END = "\"}}}";

    private final SignatureSigner signer;
    private final byte[] body;
    private final byte[] beforeSignature;
    private final Deque<byte[]> signatures = new ArrayDeque<>();
    private int next;

    /**
     * Makes events of a size.
     *
     * @param bodyBytes from {@link #SMALLEST} to {@link #LARGEST}
     */
    public SignedEvents(String secret, int bodyBytes) {
        if (bodyBytes < SMALLEST || bodyBytes > LARGEST) {
            throw new IllegalArgumentException("a body has " + SMALLEST + " to " + LARGEST + " bytes");
        }
        SignatureScheme scheme = SchemeCatalogue.builtIn().find(PROVIDER);
        if (scheme == null) {
            throw new IllegalStateException("the catalogue lacks " + PROVIDER);
        }
        this.signer = SignatureSigner.of(scheme, List.of(SigningSecret.of(secret)));
        String start = BEFORE_ID + "0".repeat(ID_DIGITS) + AFTER_ID;
        this.body = (start + "x".repeat(bodyBytes - start.length() - END.length()) + END).getBytes(US_ASCII);
        this.beforeSignature = String.join(
                        "\r\n",
                        "POST /webhooks/" + PROVIDER + " HTTP/1.1",
                        "Host: 127.0.0.1",
                        "User-Agent: Stripe/1.0 (+https://stripe.com/docs/webhooks)",
                        "Accept: */*; q=0.5, application/xml",
                        "Cache-Control: no-cache",
                        "Content-Type: application/json; charset=utf-8",
                        "Content-Length: " + bodyBytes,
                        SIGNATURE_HEADER + ": ")
                .getBytes(US_ASCII);
    }

    /** Returns the provider's id of the event of a number. */
    public static String idOf(int event) {
        String digits = Integer.toString(event);
        return ID_PREFIX + "0".repeat(ID_DIGITS - digits.length()) + digits;
    }

    @Override
    public int requestBytes() {
        return HEAD_BYTES + body.length;
    }

    /** Signs until so many events are in stock. What was signed before is signed anew: signatures do not keep. */
    public void stock(int events) {
        signatures.clear();
        Instant now = Instant.now();
        for (int i = 0; i < events; i++) {
            signatures.addLast(sign(next + i, now));
        }
    }

    @Override
    public int success() {
        return 202;
    }

    /** Writes the request of the next event; their numbers count from 0. */
    @Override
    public int next(ByteBuffer into) {
        int event = next++;
        byte[] signature = signatures.pollFirst();
        into.put(beforeSignature)
                .put(signature == null ? sign(event, Instant.now()) : signature)
                .put((byte) '\r')
                .put((byte) '\n')
                .put((byte) '\r')
                .put((byte) '\n');
        int begin = into.position();
        into.put(body);
        into.put(begin + BEFORE_ID.length() - ID_PREFIX.length(), idOf(event).getBytes(US_ASCII));
        return event;
    }

    private byte[] sign(int event, Instant now) {
        byte[] bytes = body.clone();
        String id = idOf(event);
        System.arraycopy(id.getBytes(US_ASCII), 0, bytes, BEFORE_ID.length() - ID_PREFIX.length(), id.length());
        OutboundRequest signed =
                signer.sign(OutboundRequest.post("http://127.0.0.1/", RawPayload.adopt(bytes)), now, id);
        return String.valueOf(signed.headers().first(SIGNATURE_HEADER)).getBytes(US_ASCII);
    }
}
