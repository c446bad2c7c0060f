package dev.sallyport.core.application.outbound;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sallyport.core.event.EventType;
import dev.sallyport.core.event.OrderingKey;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.event.Sha256;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Digests all that a sender says of an event, so that a repeated request is told from a conflicting one. */
final class EventFingerprint {

    private final ByteArrayOutputStream parts = new ByteArrayOutputStream();

    private EventFingerprint() {}

    static Sha256 of(
            EventType type,
            String contentType,
            RawPayload body,
            @Nullable String ownId,
            @Nullable OrderingKey orderingKey,
            @Nullable Instant delayUntil) {
        EventFingerprint fingerprint = new EventFingerprint();
        fingerprint.add(type.value());
        fingerprint.add(contentType);
        fingerprint.add(ownId);
        fingerprint.add(orderingKey == null ? null : orderingKey.value());
        fingerprint.add(delayUntil == null ? null : delayUntil.toString());
        fingerprint.parts.writeBytes(body.sha256().toByteArray());
        return RawPayload.adopt(fingerprint.parts.toByteArray()).sha256();
    }

    /** Lengths before texts keep different lists of texts apart; -1 keeps an absent text from an empty one. */
    private void add(@Nullable String text) {
        byte[] bytes = text == null ? new byte[0] : text.getBytes(UTF_8);
        parts.writeBytes(ByteBuffer.allocate(Integer.BYTES)
                .putInt(text == null ? -1 : bytes.length)
                .array());
        parts.writeBytes(bytes);
    }
}
