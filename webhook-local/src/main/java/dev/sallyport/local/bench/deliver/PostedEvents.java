package dev.sallyport.local.bench.deliver;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.sallyport.core.delivery.EventId;
import dev.sallyport.core.delivery.TenantId;
import dev.sallyport.local.bench.LoadRequests;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Events that a tenant posts, each under an idempotency key of its own. For one thread. */
final class PostedEvents implements LoadRequests {

    /** The least size of a body in bytes. */
    static final int SMALLEST = 64;

    private static final String BEFORE_NUMBER = "{\"n\":\"";
    private static final int DIGITS = 10;
    private static final int HEAD_BYTES = 512;

    private final String apiKey;
    private final byte[] body;
    private final IntFunction<String> typeOf;
    private final @Nullable Instant delayUntil;
    private int next;

    /**
     * Makes events.
     *
     * @param first the number of the first
     * @param typeOf the type of the event of a number
     * @param delayUntil when they become due; null for at once
     */
    PostedEvents(String apiKey, int bodyBytes, int first, IntFunction<String> typeOf, @Nullable Instant delayUntil) {
        this.apiKey = apiKey;
        this.next = first;
        this.typeOf = typeOf;
        this.delayUntil = delayUntil;
        String start = BEFORE_NUMBER + "0".repeat(DIGITS) + "\",\"note\":\"";
        this.body = (start + "x".repeat(bodyBytes - start.length() - 2) + "\"}").getBytes(US_ASCII);
    }

    /** Returns the id of the event of a number. */
    static EventId idOf(TenantId tenant, int event) {
        return EventId.ofIdempotencyKey(tenant, keyOf(event));
    }

    private static String keyOf(int event) {
        return "bench-" + event;
    }

    /** Returns the number that a body names; negative if it names none. */
    static int numberIn(byte[] message, int bodyBegins) {
        int begin = bodyBegins + BEFORE_NUMBER.length();
        int number = 0;
        for (int i = begin; i < begin + DIGITS; i++) {
            if (i >= message.length || message[i] < '0' || message[i] > '9') {
                return -1;
            }
            number = number * 10 + message[i] - '0';
        }
        return number;
    }

    /** Returns the number after that of the last event so far. */
    int end() {
        return next;
    }

    @Override
    public int requestBytes() {
        return HEAD_BYTES + body.length;
    }

    @Override
    public int next(ByteBuffer into) {
        int event = next++;
        String delay = delayUntil == null ? "" : "&delayUntil=" + delayUntil;
        into.put(String.join(
                        "\r\n",
                        "POST /events?type=" + typeOf.apply(event) + delay + " HTTP/1.1",
                        "Host: 127.0.0.1",
                        "Authorization: Bearer " + apiKey,
                        "Idempotency-Key: " + keyOf(event),
                        "Content-Type: application/json",
                        "Content-Length: " + body.length,
                        "",
                        "")
                .getBytes(US_ASCII));
        int begin = into.position();
        into.put(body);
        String digits = Integer.toString(event);
        into.put(begin + BEFORE_NUMBER.length() + DIGITS - digits.length(), digits.getBytes(US_ASCII));
        return event;
    }

    @Override
    public int success() {
        return 201;
    }
}
