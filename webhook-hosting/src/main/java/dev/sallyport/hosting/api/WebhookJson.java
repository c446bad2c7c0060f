package dev.sallyport.hosting.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sallyport.core.event.ArchiveKey;
import dev.sallyport.core.event.DeathReason;
import dev.sallyport.core.event.FailedAttempt;
import dev.sallyport.core.event.PublishedEvent;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.event.WebhookStatus;
import dev.sallyport.core.port.out.PublicationLog.Publication;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes what operators see; the names are part of the HTTP interface. */
final class WebhookJson {

    private WebhookJson() {}

    /** Writes the members of a record; payload and headers are not among them. */
    static void write(JsonGenerator json, WebhookRecord record) throws IOException {
        json.writeStringField("webhook_id", record.id().value());
        json.writeStringField("provider", record.provider().value());
        json.writeStringField("provider_event_id", record.providerEventId());
        json.writeStringField("event_type", record.eventType().value());
        json.writeStringField("ordering_key", record.orderingKey().value());
        json.writeStringField("status", record.status().name());
        json.writeStringField("received_at", record.receivedAt().toString());
        json.writeStringField("processed_at", text(record.processedAt()));
        json.writeStringField("not_before", text(record.notBefore()));
        DeathReason reason = record.deathReason();
        json.writeStringField("death_reason", reason == null ? null : reason.code());
        json.writeStringField("order_mark", record.orderMark().code());
        json.writeStringField("dead_letter_key", deadLetterKey(record));
        json.writeStringField("archive_key", record.archiveKey().value());
        json.writeStringField("body_sha256", record.bodySha256().toString());
        json.writeNumberField("body_size", record.bodySize());
        json.writeArrayFieldStart("failures");
        for (FailedAttempt failure : record.failures()) {
            json.writeStartObject();
            json.writeNumberField("attempt", failure.attempt());
            json.writeStringField("at", failure.at().toString());
            json.writeStringField("kind", failure.kind().name().toLowerCase(Locale.ROOT));
            json.writeStringField("code", failure.code());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static @Nullable String deadLetterKey(WebhookRecord record) {
        return record.status() == WebhookStatus.DEAD
                ? ArchiveKey.ofDeadLetter(
                                record.id(), record.failures().getLast().at())
                        .value()
                : null;
    }

    /** Writes the members of a publication. */
    static void write(JsonGenerator json, Publication publication) throws IOException {
        PublishedEvent event = publication.event();
        json.writeNumberField("sequence", publication.sequence());
        json.writeStringField("webhook_id", event.webhookId().value());
        json.writeStringField("provider", event.provider().value());
        json.writeStringField("ordering_key", event.orderingKey().value());
        json.writeStringField("event_type", event.eventType().value());
        json.writeStringField("published_at", event.processedAt().toString());
        json.writeStringField("order_mark", event.orderMark().code());
        json.writeBooleanField("replay", event.replay());
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
