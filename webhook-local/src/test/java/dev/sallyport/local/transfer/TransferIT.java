package dev.sallyport.local.transfer;

import static dev.sallyport.testkit.fixture.Webhooks.NOON;
import static dev.sallyport.testkit.fixture.Webhooks.aRecord;
import static dev.sallyport.testkit.fixture.Webhooks.anOriginal;
import static dev.sallyport.testkit.fixture.Webhooks.id;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.delivery.Delivery;
import dev.sallyport.core.delivery.DeliveryStatus;
import dev.sallyport.core.delivery.Event;
import dev.sallyport.core.delivery.EventId;
import dev.sallyport.core.delivery.Lane;
import dev.sallyport.core.event.OrderingKey;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.event.WebhookStatus;
import dev.sallyport.core.port.out.DeliveryStore;
import dev.sallyport.core.port.out.DeliveryStore.AcceptOutcome;
import dev.sallyport.core.port.out.PayloadArchive.ReadOutcome;
import dev.sallyport.core.port.out.ProcessingQueue;
import dev.sallyport.local.store.LocalStore;
import dev.sallyport.testkit.fixture.Deliveries;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TransferIT extends TransferITBase {

    @Test
    void shouldBringEverythingToAnotherStoreAndBackAgain() {
        LocalStore source = filled("source");
        export(parts(source), "first");

        LocalStore target = store("target");
        TransferCounts counts = bringIn(parts(target), "first", "target");
        export(parts(target), "second");

        assertThat(linesOf("second")).isEqualTo(linesOf("first"));
        assertThat(counts)
                .isEqualTo(new TransferCounts(
                        Map.ofEntries(
                                entry("tenant", 2L),
                                entry("key", 2L),
                                entry("endpoint", 3L),
                                entry("event", 4L),
                                entry("eventBody", 4L),
                                entry("delivery", 5L),
                                entry("attempt", 4L),
                                entry("position", 2L),
                                entry("webhook", 6L),
                                entry("publication", 2L)),
                        5,
                        1,
                        0,
                        0));
    }

    @Test
    void shouldBringBodiesDeadLettersAndTheQueue() {
        LocalStore source = filled("source");
        export(parts(source), "exported");
        LocalStore target = store("target");

        bringIn(parts(target), "exported", "target");

        assertThat(target.archive()
                        .read(aRecord("processed", NOON.plusSeconds(1)).archiveKey()))
                .isEqualTo(new ReadOutcome.Found(anOriginal("processed")));
        assertThat(target.queue().receive(10, Duration.ofMinutes(1)))
                .extracting(ProcessingQueue.Delivery::webhookId)
                .containsExactlyInAnyOrder(id("received"), id("failed"), id("positioned"));
        WebhookRecord dead = Objects.requireNonNull(target.webhooks().find(id("dead")));
        assertThat(dead.status()).isEqualTo(WebhookStatus.DEAD);
        assertThat(target.archiveVerifier().step(null).flaws())
                .extracting(flaw -> flaw.kind().code())
                .as("the body that had expired, and nothing else, such as the dead letter")
                .containsExactly("body-missing");
    }

    @Test
    void shouldKeepWhatHappensNextWithTheDeliveries() {
        LocalStore source = filled("source");
        export(parts(source), "exported");
        LocalStore target = store("target");

        bringIn(parts(target), "exported", "target");

        DeliveryStore deliveries = target.deliveries();
        assertThat(deliveries.attemptsOf(Deliveries.eventId("open")))
                .isEqualTo(source.deliveries().attemptsOf(Deliveries.eventId("open")));
        assertThat(deliveries.headOf(Objects.requireNonNull(Deliveries.aDelivery(Deliveries.anEvent("open"), 1, "lane")
                        .lane())))
                .satisfies(head -> assertThat(head.id().event()).isEqualTo(Deliveries.eventId("open")));
    }

    @Test
    void shouldBringWhatIsOverWithItsIdempotencyKey() {
        LocalStore source = filled("source");
        export(parts(source), "exported");
        LocalStore target = store("target");

        bringIn(parts(target), "exported", "target");

        assertThat(target.deliveries().deliveriesOf(Deliveries.eventId("done")))
                .singleElement()
                .satisfies(done -> {
                    assertThat(done.status()).isEqualTo(DeliveryStatus.DELIVERED);
                    assertThat(done.attempts()).isEqualTo(2);
                });
        assertThat(target.deliveries()
                        .accept(
                                Deliveries.anEventOf("repeated")
                                        .idempotencyKey("twice")
                                        .build(),
                                List.of()))
                .isEqualTo(new AcceptOutcome.AlreadyAccepted(
                        Objects.requireNonNull(source.deliveries().findEvent(Deliveries.eventId("done")))));
    }

    @Test
    void shouldBringWhatWasPublishedUnderTheSameNumbers() {
        LocalStore source = filled("source");
        export(parts(source), "exported");
        LocalStore target = store("target");

        bringIn(parts(target), "exported", "target");
        bringIn(parts(target), "exported", "once more");

        assertThat(target.publications().after(0, 10))
                .hasSize(2)
                .isEqualTo(source.publications().after(0, 10));
    }

    @Test
    void shouldKeepTheOrderOfALaneWithinOneInstantWhereverAChunkEnds() {
        LocalStore source = store("source");
        List<EventId> order = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            Event event = Deliveries.anEvent("event " + i);
            source.deliveries().accept(event, List.of(Deliveries.aDelivery(event, 1, "lane")));
            order.add(event.id());
        }
        RawPayload large = RawPayload.adopt(new byte[1 << 20]);
        for (int i = 0; i < 5; i++) {
            Event event = Deliveries.anEventOf("large " + i).body(large).build();
            source.deliveries().accept(event, List.of(Deliveries.aDelivery(event, 1, "lane")));
            order.add(event.id());
        }
        export(parts(source), "exported");
        LocalStore target = store("target");

        bringIn(parts(target), "exported", "target");

        List<EventId> found = new ArrayList<>();
        for (Delivery head = head(target); head != null; head = head(target)) {
            found.add(head.id().event());
            target.deliveries().record(head.delivered(NOON.plusSeconds(1)), null);
        }
        assertThat(found).isEqualTo(order);
    }

    private static @Nullable Delivery head(LocalStore store) {
        return store.deliveries().headOf(new Lane(Deliveries.endpointId(1), new OrderingKey("lane")));
    }
}
