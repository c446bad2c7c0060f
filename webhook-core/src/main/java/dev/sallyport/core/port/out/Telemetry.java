package dev.sallyport.core.port.out;

import dev.sallyport.core.event.OrderMark;
import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.event.WebhookId;
import java.time.Duration;

/**
 * Is told what happens, for counters and logs. Implementations MUST be quick and MUST NOT throw.
 *
 * <p>The counts add up, as long as no port call ends with its outcome unknown. Requests for a known provider: {@code received = accepted + duplicate + refused + answered +
 * unavailable}. Webhooks: {@code accepted + redriven = processed + dead + those still on their way}. Every call of
 * {@code failed} is followed in time by {@code processed}, {@code dead} or another {@code failed} of the same webhook. Of
 * those {@code processed}, some are {@code marked} too.
 *
 * <p>A call whose outcome is unknown is counted as if nothing had happened: a request as {@code unavailable}, a change of
 * a record not at all. If it did happen, the webhook is one that was never {@code accepted} (its provider's retry is a
 * {@code duplicate}), or whose end was reached without being {@code processed}, {@code failed}, {@code dead} or {@code
 * redriven}. Each such call, and each end of the process between a change and its count, leaves the sums short by one for
 * every webhook that the call was about: one at the gate, up to a batch in processing, up to a page of a hundred in a
 * redrive. Never do they exceed what happened: where exact numbers are needed, the store's records have them.
 */
public interface Telemetry {

    /** Counts nothing. */
    Telemetry NONE = new Telemetry() {};

    /** A request for a known provider arrived. */
    default void received(ProviderId provider) {}

    /** It was verified, is new, and is kept. */
    default void accepted(ProviderId provider, WebhookId id) {}

    /** It was verified and had been kept before. */
    default void duplicate(ProviderId provider, WebhookId id) {}

    /** It was refused at the gate; the code is that of the refusal. */
    default void refused(ProviderId provider, String code) {}

    /** It was a handshake and was answered as such. */
    default void answered(ProviderId provider) {}

    /** It could not be verified or kept for now; the provider was asked to come again. */
    default void unavailable(ProviderId provider, String code) {}

    /**
     * A provider's host was asked for a key and did not give it, for what this reason says to operators. Each of the
     * requests that wait for the key is told of as {@code unavailable}; this is told once for each time of asking.
     */
    default void keyNotFetched(String host, String reason) {}

    /** A webhook was published, this long after it arrived. */
    default void processed(ProviderId provider, WebhookId id, Duration sinceReceived) {}

    /** Of a webhook just told of as processed: it was published with a mark other than that of its order. */
    default void marked(ProviderId provider, WebhookId id, OrderMark mark) {}

    /** An attempt failed and another follows after the delay. */
    default void failed(ProviderId provider, WebhookId id, String code, Duration delay) {}

    /** A webhook was given up. */
    default void dead(ProviderId provider, WebhookId id, String code) {}

    /** A dead webhook was put back to work. */
    default void redriven(ProviderId provider, WebhookId id) {}
}
