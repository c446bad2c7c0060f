package dev.sallyport.local.transfer;

import static dev.sallyport.testkit.fixture.Webhooks.NOON;
import static dev.sallyport.testkit.fixture.Webhooks.aFailure;
import static dev.sallyport.testkit.fixture.Webhooks.aRecord;
import static dev.sallyport.testkit.fixture.Webhooks.aRecordOf;
import static dev.sallyport.testkit.fixture.Webhooks.anOriginal;
import static dev.sallyport.testkit.fixture.Webhooks.key;

import dev.sallyport.core.delivery.Attempt;
import dev.sallyport.core.delivery.Delivery;
import dev.sallyport.core.delivery.DeliveryStatus;
import dev.sallyport.core.delivery.Event;
import dev.sallyport.core.event.ArchiveKey;
import dev.sallyport.core.event.DeathReason;
import dev.sallyport.core.event.OrderMark;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.ordering.EventPosition;
import dev.sallyport.testkit.fixture.Deliveries;
import java.util.List;
import java.util.Map;

/** Puts into an engine one of everything that moves. */
final class TransferFixture {

    private TransferFixture() {}

    static void fill(TransferParts parts) {
        fillWebhooks(parts);
        fillOutbound(parts);
    }

    private static void fillWebhooks(TransferParts parts) {
        keep(parts, aRecord("received", NOON));
        keep(
                parts,
                aRecord("processed", NOON.plusSeconds(1)),
                aRecord("processed", NOON.plusSeconds(1))
                        .marked(OrderMark.AFTER_GAP)
                        .processed(NOON.plusSeconds(9)));
        keep(
                parts,
                aRecord("failed", NOON.plusSeconds(2)),
                aRecord("failed", NOON.plusSeconds(2)).failed(aFailure(1), NOON.plusSeconds(60)));
        WebhookRecord dead = aRecord("dead", NOON.plusSeconds(3)).dead(aFailure(1), DeathReason.HANDLER_FAILED);
        keep(parts, aRecord("dead", NOON.plusSeconds(3)), dead);
        parts.archive()
                .storeDeadLetter(ArchiveKey.ofDeadLetter(dead.id(), aFailure(1).at()), dead);
        WebhookRecord positioned = aRecordOf("positioned", NOON.plusSeconds(4))
                .position(7L)
                .orderingKey(key("entity"))
                .build();
        keep(parts, positioned);
        parts.positions()
                .raise(Map.of(
                        key("entity"), EventPosition.ofNumber(7, "b"),
                        aRecord("received").orderingKey(), EventPosition.ofTime(NOON, "a")));
        // One whose body is gone, as after its retention.
        parts.webhooks().create(aRecord("expired", NOON.minusSeconds(100)));
        parts.webhooks()
                .replaceAll(List.of(aRecord("expired", NOON.minusSeconds(100)).processed(NOON.minusSeconds(99))));
    }

    private static void keep(TransferParts parts, WebhookRecord record, WebhookRecord... changes) {
        parts.archive().store(record.archiveKey(), anOriginal(String.valueOf(record.providerEventId())));
        parts.webhooks().create(record);
        for (WebhookRecord change : changes) {
            parts.webhooks().replaceAll(List.of(change));
        }
    }

    private static void fillOutbound(TransferParts parts) {
        parts.tenants().create(Deliveries.aTenant(Deliveries.ACME));
        parts.tenants().create(Deliveries.aTenant(Deliveries.RIVAL));
        parts.tenants().addKey(Deliveries.aKey(1));
        parts.tenants().addKey(Deliveries.aKey(2));
        parts.endpoints().create(Deliveries.anEndpoint(1));
        parts.endpoints().create(Deliveries.anEndpoint(2));
        Event open = Deliveries.anEventOf("open").idempotencyKey("once").build();
        Delivery pending = Deliveries.aDelivery(open, 1, "lane");
        Delivery filtered = Deliveries.aDeliveryOf(open, 2)
                .status(DeliveryStatus.FILTERED)
                .reason("payload-filter")
                .endedAt(open.acceptedAt())
                .build();
        parts.deliveries().accept(open, List.of(pending, filtered));
        fail(parts, pending, 2);
        Event behind = Deliveries.anEvent("behind");
        parts.deliveries().accept(behind, List.of(Deliveries.aDelivery(behind, 1, "lane")));
        Event done = Deliveries.anEvent("done");
        Delivery delivered = Deliveries.aDelivery(done, 1);
        parts.deliveries().accept(done, List.of(delivered));
        Delivery kept = kept(parts, delivered);
        parts.deliveries().record(kept.delivered(kept.acceptedAt().plusSeconds(1)), Deliveries.anAttempt(kept));
    }

    private static void fail(TransferParts parts, Delivery delivery, int times) {
        for (int i = 0; i < times; i++) {
            Delivery kept = kept(parts, delivery);
            Attempt attempt = Deliveries.anAttempt(kept);
            parts.deliveries()
                    .record(
                            kept.failed(
                                    kept.dueAt().plusSeconds(60), kept.wakeAt().plusSeconds(60)),
                            attempt);
        }
    }

    private static Delivery kept(TransferParts parts, Delivery delivery) {
        Delivery kept = parts.deliveries().find(delivery.id());
        if (kept == null) {
            throw new AssertionError("a delivery that was accepted is not there");
        }
        return kept;
    }
}
