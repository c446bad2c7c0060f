package dev.sallyport.aws.dynamodb;

import dev.sallyport.aws.dynamodb.table.DynamoDbLayout;
import dev.sallyport.aws.dynamodb.table.Item;
import dev.sallyport.aws.dynamodb.table.ItemKey;
import dev.sallyport.core.event.ArchiveKey;
import dev.sallyport.core.event.DeathReason;
import dev.sallyport.core.event.EventType;
import dev.sallyport.core.event.OrderMark;
import dev.sallyport.core.event.OrderingKey;
import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.event.Sha256;
import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.event.WebhookStatus;
import dev.sallyport.core.format.FailuresJson;
import org.jspecify.annotations.Nullable;

/** Records as items of the table. */
final class RecordItems {

    private RecordItems() {}

    static Item write(WebhookRecord record) {
        DeathReason reason = record.deathReason();
        OrderMark mark = record.orderMark();
        Long position = record.position();
        Item item = Item.of(ItemKey.alone(record.id().value()))
                .with("provider", record.provider().value())
                .with("provider_event_id", record.providerEventId())
                .with("event_type", record.eventType().value())
                .with("ordering_key", record.orderingKey().value())
                .with("status", record.status().name())
                .with("received_at", record.receivedAt())
                .with("queued_at", record.queuedAt())
                .with("attempts_since", record.attemptsSince())
                .with("archive_key", record.archiveKey().value())
                .with("body_sha256", record.bodySha256().toHex())
                .with("body_size", record.bodySize())
                .with("failures", FailuresJson.write(record.failures()))
                .with("not_before", record.notBefore())
                .with("death_reason", reason == null ? null : reason.code())
                .with("order_mark", mark == OrderMark.IN_ORDER ? null : mark.code())
                .with("processed_at", record.processedAt())
                .with("revision", record.revision())
                .with(DynamoDbLayout.ARRIVALS_INDEX.partitionKey(), Shards.of(record.provider(), record.id()))
                .with(
                        DynamoDbLayout.ARRIVALS_INDEX.sortKey(),
                        new Arrival(record.receivedAt(), record.id().value()).sortKey())
                .with(DynamoDbLayout.OPEN_INDEX.partitionKey(), openShard(record));
        return position == null ? item : item.with("position", position);
    }

    private static @Nullable String openShard(WebhookRecord record) {
        return record.status() == WebhookStatus.PROCESSED ? null : Shards.of(record.status(), record.id());
    }

    static WebhookRecord read(Item item) {
        String reason = item.textOrNull("death_reason");
        String mark = item.textOrNull("order_mark");
        return WebhookRecord.builder()
                .id(new WebhookId(item.partition()))
                .provider(new ProviderId(item.text("provider")))
                .providerEventId(item.textOrNull("provider_event_id"))
                .eventType(new EventType(item.text("event_type")))
                .orderingKey(new OrderingKey(item.text("ordering_key")))
                .status(WebhookStatus.valueOf(item.text("status")))
                .receivedAt(item.instant("received_at"))
                .queuedAt(item.instant("queued_at"))
                .attemptsSince(item.instant("attempts_since"))
                .archiveKey(new ArchiveKey(item.text("archive_key")))
                .bodySha256(Sha256.ofHex(item.text("body_sha256")))
                .bodySize((int) item.number("body_size"))
                .failures(FailuresJson.read(item.textOrNull("failures")))
                .notBefore(item.instantOrNull("not_before"))
                .deathReason(reason == null ? null : DeathReason.ofCode(reason))
                .orderMark(mark == null ? OrderMark.IN_ORDER : OrderMark.ofCode(mark))
                .processedAt(item.instantOrNull("processed_at"))
                .position(item.has("position") ? item.number("position") : null)
                .revision(item.number("revision"))
                .build();
    }
}
