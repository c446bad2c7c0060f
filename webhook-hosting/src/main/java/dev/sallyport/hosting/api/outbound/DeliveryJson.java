package dev.sallyport.hosting.api.outbound;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sallyport.core.delivery.Attempt;
import dev.sallyport.core.delivery.AttemptResult;
import dev.sallyport.core.delivery.Delivery;
import dev.sallyport.core.delivery.DeliveryStatus;
import dev.sallyport.core.delivery.Event;
import dev.sallyport.core.delivery.ResponseExcerpt;
import dev.sallyport.core.event.OrderingKey;
import dev.sallyport.core.port.in.FollowEventsUseCase.FollowedEvent;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes events, deliveries and attempts; the names are part of the HTTP interface. */
final class DeliveryJson {

    private DeliveryJson() {}

    /** Writes the members of an event with its deliveries; its body is not among them. */
    static void write(JsonGenerator json, FollowedEvent followed) throws IOException {
        Event event = followed.event();
        json.writeStringField("event_id", event.id().value());
        json.writeStringField("type", event.type().value());
        json.writeStringField("status", followed.status().name());
        json.writeStringField("origin", event.origin().name().toLowerCase(Locale.ROOT));
        json.writeStringField("own_id", event.ownId());
        json.writeStringField("idempotency_key", event.idempotencyKey());
        json.writeStringField("ordering_key", text(event.orderingKey()));
        json.writeStringField("accepted_at", event.acceptedAt().toString());
        json.writeStringField("due_at", event.dueAt().toString());
        json.writeStringField("content_type", event.contentType());
        json.writeNumberField("body_size", event.body().size());
        json.writeStringField("body_sha256", event.body().sha256().toString());
        json.writeArrayFieldStart("deliveries");
        for (Delivery delivery : followed.deliveries()) {
            json.writeStartObject();
            write(json, delivery);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** Writes the members of a delivery. */
    static void write(JsonGenerator json, Delivery delivery) throws IOException {
        boolean pending = delivery.status() == DeliveryStatus.PENDING;
        json.writeStringField("delivery_id", delivery.id().toString());
        json.writeStringField("event_id", delivery.id().event().value());
        json.writeStringField("endpoint_id", delivery.id().endpoint().value());
        json.writeStringField("tenant", delivery.tenant().value());
        json.writeStringField("event_type", delivery.eventType().value());
        json.writeStringField("status", delivery.status().name());
        json.writeStringField("reason", delivery.reason());
        json.writeStringField("ordering_key", text(delivery.orderingKey()));
        json.writeNumberField("attempts", delivery.attempts());
        json.writeStringField("accepted_at", delivery.acceptedAt().toString());
        json.writeStringField("next_attempt_at", pending ? delivery.dueAt().toString() : null);
        json.writeStringField("ended_at", text(delivery.endedAt()));
    }

    /** Writes the members of an attempt. */
    static void write(JsonGenerator json, Attempt attempt) throws IOException {
        json.writeStringField("delivery_id", attempt.delivery().toString());
        json.writeStringField("endpoint_id", attempt.delivery().endpoint().value());
        json.writeNumberField("attempt", attempt.number());
        json.writeStringField("at", attempt.at().toString());
        write(json, attempt.result(), attempt.duration());
        json.writeStringField("next_attempt_at", text(attempt.nextAttemptAt()));
    }

    /** Writes what an attempt, or a ping, brought: status, latency, excerpt and class of error. */
    static void write(JsonGenerator json, AttemptResult result, Duration duration) throws IOException {
        json.writeNumberField("latency_ms", duration.toMillis());
        switch (result) {
            case AttemptResult.Answered answered -> {
                ResponseExcerpt excerpt = answered.excerpt();
                boolean success = answered.status() >= 200 && answered.status() <= 299;
                json.writeNumberField("status", answered.status());
                json.writeStringField("error_class", success ? null : "http-status");
                // Whatever bytes a receiver sent, what goes out is text: malformed UTF-8 is replaced.
                json.writeStringField(
                        "response_excerpt", new String(excerpt.bytes().toByteArray(), UTF_8));
                json.writeBooleanField("response_truncated", excerpt.truncated());
            }
            case AttemptResult.Failed failed -> {
                json.writeNullField("status");
                json.writeStringField("error_class", failed.error().code());
                json.writeNullField("response_excerpt");
                json.writeBooleanField("response_truncated", false);
            }
        }
    }

    static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }

    private static @Nullable String text(@Nullable OrderingKey key) {
        return key == null ? null : key.value();
    }
}
