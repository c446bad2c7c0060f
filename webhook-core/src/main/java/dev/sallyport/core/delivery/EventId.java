package dev.sallyport.core.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sallyport.core.event.Base32Hex;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.event.WebhookId;
import java.io.ByteArrayOutputStream;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * The one name under which an event is kept, followed, and delivered to every endpoint at every attempt.
 *
 * <p>Where the sender names its event, or its request, the id is derived from tenant and name: then a repeated request
 * converges on the same event on every machine, whatever failed before. Names of different tenants, and of different
 * kinds, never give the same id.
 *
 * @param value {@code evt_} and 32 of {@code 0-9a-v}: 160 bits, derived or drawn; without a dot, as <a
 *     href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">Standard
 *     Webhooks</a> asks of ids
 */
public record EventId(String value) implements Comparable<EventId> {

    private static final String PREFIX = "evt_";
    private static final Pattern FORM = Pattern.compile("evt_[0-9a-v]{32}");
    private static final int BYTES = 20;

    public EventId {
        if (!isWellFormed(value)) {
            throw new IllegalArgumentException("event id must be 'evt_' and 32 of 0-9a-v");
        }
    }

    /** Tells whether the text has the form of an event id. */
    public static boolean isWellFormed(String value) {
        return FORM.matcher(value).matches();
    }

    /** Draws the id of an event that nobody named. */
    public static EventId drawn(RandomGenerator random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new EventId(PREFIX + Base32Hex.encode(bytes, BYTES));
    }

    /** Derives the id of an event that its tenant names. */
    public static EventId ofOwnId(TenantId tenant, String ownId) {
        return derive(tenant, "own-id", ownId);
    }

    /** Derives the id of an event whose request carries an idempotency key and names no event. */
    public static EventId ofIdempotencyKey(TenantId tenant, String key) {
        return derive(tenant, "idempotency-key", key);
    }

    /** Derives the id under which a provider's webhook is forwarded to a tenant's endpoints. */
    public static EventId ofForwarded(TenantId tenant, WebhookId webhook) {
        return derive(tenant, "webhook", webhook.value());
    }

    /**
     * Derives the id of an operational event.
     *
     * @param occasion what the event tells of, so that telling it twice is one event
     */
    public static EventId ofOperational(TenantId tenant, String occasion) {
        return derive(tenant, "operational", occasion);
    }

    private static EventId derive(TenantId tenant, String kind, String name) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException(kind + " must not be empty");
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(tenant.value().getBytes(UTF_8));
        // Neither tenant nor kind can hold a zero byte, so no two different triples are hashed alike.
        whole.write(0);
        whole.writeBytes(kind.getBytes(UTF_8));
        whole.write(0);
        whole.writeBytes(name.getBytes(UTF_8));
        byte[] digest = RawPayload.adopt(whole.toByteArray()).sha256().toByteArray();
        return new EventId(PREFIX + Base32Hex.encode(digest, BYTES));
    }

    @Override
    public int compareTo(EventId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
