package dev.sallyport.core.signature.coded;

import dev.sallyport.core.event.EventType;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.payload.JsonField;
import dev.sallyport.core.payload.JsonFieldReader;
import dev.sallyport.core.payload.JsonFields;
import dev.sallyport.core.payload.JsonPointer;
import dev.sallyport.core.signature.EventIdentity;
import dev.sallyport.core.signature.OrderingMark;
import dev.sallyport.core.signature.RefusalReason;
import dev.sallyport.core.signature.codec.CompactJws;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A notification of Apple's App Store, its signature not checked.
 *
 * @param jws the token that holds it
 * @param payload what the token says
 */
record AppleNotification(CompactJws jws, Map<String, Object> payload) {

    /** A payload with its inner tokens has about 15,000 characters. */
    private static final int LONGEST = 262_144;

    /** Milliseconds beyond which an instant could not be computed with; the year is 5138. */
    private static final long LATEST = 100_000_000_000_000L;

    /** The members of a payload that hold what it is about, each with a bundle id. */
    private static final List<String> SUBJECTS = List.of("data", "summary", "externalPurchaseToken", "appData");

    private static final JsonFieldReader READER = JsonFieldReader.of(List.of(JsonPointer.parse("/signedPayload")));

    /**
     * What came of reading a body.
     *
     * @param notification the notification, or null
     * @param fault why it is null
     */
    record Reading(@Nullable AppleNotification notification, RefusalReason fault) {}

    static Reading read(RawPayload body) {
        return switch (READER.read(body)) {
            case JsonFields.Malformed malformed -> new Reading(null, RefusalReason.MALFORMED);
            case JsonFields.Found found -> {
                JsonField field = found.get(0);
                boolean isAbsent = field == null
                        || field.kind() == JsonField.Kind.NULL
                        || (field.kind() == JsonField.Kind.STRING
                                && field.text().isEmpty());
                yield isAbsent
                        ? new Reading(null, RefusalReason.MISSING_HEADER)
                        : new Reading(notification(field), RefusalReason.MALFORMED);
            }
        };
    }

    private static @Nullable AppleNotification notification(@Nullable JsonField field) {
        if (field == null
                || field.kind() != JsonField.Kind.STRING
                || field.text().length() > LONGEST) {
            return null;
        }
        CompactJws jws = CompactJws.parse(field.text());
        Map<String, Object> payload = jws == null ? null : jws.claims();
        return jws == null || payload == null ? null : new AppleNotification(jws, payload);
    }

    /** Returns when it was signed; null if that is not told. */
    @Nullable
    Instant signedAt() {
        return payload.get("signedDate") instanceof Long millis && millis >= 0 && millis <= LATEST
                ? Instant.ofEpochMilli(millis)
                : null;
    }

    /** Returns which app it is about; null if that is not told. */
    @Nullable
    String bundleId() {
        for (String subject : SUBJECTS) {
            if (payload.get(subject) instanceof Map<?, ?> about) {
                return about.get("bundleId") instanceof String bundleId ? bundleId : null;
            }
        }
        return null;
    }

    EventIdentity identity() {
        Instant at = signedAt();
        String type = text("notificationType");
        String subtype = text("subtype");
        return new EventIdentity(
                text("notificationUUID"),
                type == null ? EventType.UNKNOWN : EventType.lenient(subtype == null ? type : type + "." + subtype),
                originalTransactionId(),
                at == null ? null : OrderingMark.of(OrderingMark.Kind.TIME, at));
    }

    private @Nullable String text(String name) {
        return payload.get(name) instanceof String text && !text.isEmpty() ? text : null;
    }

    /** Reads the inner token, for which the outer signature vouches: every renewal of a subscription has this id. */
    private @Nullable String originalTransactionId() {
        if (payload.get("data") instanceof Map<?, ?> data
                && data.get("signedTransactionInfo") instanceof String token) {
            CompactJws inner = CompactJws.parse(token);
            Map<String, Object> transaction = inner == null ? null : inner.claims();
            return transaction != null && transaction.get("originalTransactionId") instanceof String id ? id : null;
        }
        return null;
    }

    /** Tells nothing of what it holds. */
    @Override
    public String toString() {
        return "AppleNotification";
    }
}
