package dev.sallyport.aws.dynamodb;

import dev.sallyport.aws.BundleAddress;
import dev.sallyport.aws.dynamodb.table.Arrival;
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
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records as items of the table. */
final class RecordItems {

    /** Where in a bundle the body lies; no field of the record, and kept through all its changes. */
    static final String BUNDLE = "bundle";

    /** The message in which the webhook came; kept likewise. */
    static final String ARRIVAL = "taken_in_by";

    private static final String NOT_BEFORE = "not_before";
    private static final String DEATH_REASON = "death_reason";
    private static final String ORDER_MARK = "order_mark";
    private static final String PROCESSED_AT = "processed_at";
    private static final String FAILURES = "failures";

    /** The attributes that a change of the record may take away. */
    static final List<String> PASSING = List.of(
            NOT_BEFORE, DEATH_REASON, ORDER_MARK, PROCESSED_AT, FAILURES, DynamoDbLayout.OPEN_INDEX.partitionKey());

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
                .with(FAILURES, FailuresJson.write(record.failures()))
                .with(NOT_BEFORE, record.notBefore())
                .with(DEATH_REASON, reason == null ? null : reason.code())
                .with(ORDER_MARK, mark == OrderMark.IN_ORDER ? null : mark.code())
                .with(PROCESSED_AT, record.processedAt())
                .with("revision", record.revision())
                .with(DynamoDbLayout.ARRIVALS_INDEX.partitionKey(), Shards.of(record.provider(), record.id()))
                .with(
                        DynamoDbLayout.ARRIVALS_INDEX.sortKey(),
                        new Arrival(record.receivedAt(), record.id().value()).sortKey())
                .with(DynamoDbLayout.OPEN_INDEX.partitionKey(), openShard(record));
        return position == null ? item : item.with("position", position);
    }

    /**
     * Returns the place in the index of what is open. Nearly every webhook is processed by its first change, so what is
     * new is not put there: two writes of five would be for a second's stay. {@link Newcomers} looks after it.
     */
    private static @Nullable String openShard(WebhookRecord record) {
        boolean isNew = record.status() == WebhookStatus.RECEIVED && record.revision() == 0;
        return isNew || record.status() == WebhookStatus.PROCESSED ? null : Shards.of(record.status(), record.id());
    }

    static KeptWebhook readKept(Item item) {
        String bundle = item.textOrNull(BUNDLE);
        return new KeptWebhook(
                read(item), bundle == null ? null : BundleAddress.read(bundle), item.textOrNull(ARRIVAL));
    }

    static WebhookRecord read(Item item) {
        String reason = item.textOrNull(DEATH_REASON);
        String mark = item.textOrNull(ORDER_MARK);
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
                .failures(FailuresJson.read(item.textOrNull(FAILURES)))
                .notBefore(item.instantOrNull(NOT_BEFORE))
                .deathReason(reason == null ? null : DeathReason.ofCode(reason))
                .orderMark(mark == null ? OrderMark.IN_ORDER : OrderMark.ofCode(mark))
                .processedAt(item.instantOrNull(PROCESSED_AT))
                .position(item.has("position") ? item.number("position") : null)
                .revision(item.number("revision"))
                .build();
    }
}
