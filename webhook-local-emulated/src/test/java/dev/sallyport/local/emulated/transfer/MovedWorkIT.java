package dev.sallyport.local.emulated.transfer;

import static dev.sallyport.testkit.fixture.Webhooks.NOON;
import static dev.sallyport.testkit.fixture.Webhooks.aRecord;
import static dev.sallyport.testkit.fixture.Webhooks.anOriginal;
import static dev.sallyport.testkit.fixture.Webhooks.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sallyport.core.application.Inbound;
import dev.sallyport.core.application.InboundParts;
import dev.sallyport.core.application.Providers;
import dev.sallyport.core.delivery.Delivery;
import dev.sallyport.core.event.PublishedEvent;
import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.event.WebhookStatus;
import dev.sallyport.core.port.in.ProcessWebhooksUseCase.EntryOutcome;
import dev.sallyport.core.port.in.ProcessWebhooksUseCase.QueuedWebhook;
import dev.sallyport.core.port.out.PortUnavailableException;
import dev.sallyport.core.port.out.ProcessingQueue;
import dev.sallyport.core.port.out.ProcessingQueue.Receipt;
import dev.sallyport.core.port.out.WebhookStore;
import dev.sallyport.local.transfer.TransferEngine;
import dev.sallyport.local.transfer.TransferParts;
import dev.sallyport.testkit.fixture.Deliveries;
import dev.sallyport.testkit.memory.InMemoryEventPublisher;
import dev.sallyport.testkit.memory.InMemoryRepairRunStore;
import dev.sallyport.testkit.memory.ManualClock;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What was not finished where it came from, and is to be finished where it came to. */
class MovedWorkIT extends MovingITBase {

    private static final int MANY = 25;

    private final InMemoryEventPublisher publisher = new InMemoryEventPublisher();
    private final ManualClock clock = new ManualClock(NOON.plus(Duration.ofHours(1)));

    /** Processes what is queued, as a function does, until nothing is. */
    private void work(TransferParts parts) {
        Inbound inbound = Inbound.of(InboundParts.builder()
                .providers(Providers.of(List.of()))
                .store(parts.webhooks())
                .archive(parts.archive())
                .queue(parts.queue())
                .publisher(publisher)
                .positions(parts.positions())
                .repairRuns(new InMemoryRepairRunStore())
                .clock(clock)
                .random(() -> new Random(7))
                .build());
        for (List<ProcessingQueue.Delivery> batch = receive(parts); !batch.isEmpty(); batch = receive(parts)) {
            List<EntryOutcome> outcomes = inbound.processing()
                    .process(batch.stream()
                            .map(entry -> new QueuedWebhook(entry.webhookId(), entry.key()))
                            .toList());
            assertThat(outcomes).allMatch(EntryOutcome.Finished.class::isInstance);
            parts.queue()
                    .acknowledge(batch.stream()
                            .map(ProcessingQueue.Delivery::receipt)
                            .toList());
        }
    }

    private static List<ProcessingQueue.Delivery> receive(TransferParts parts) {
        return parts.queue().receive(10, Duration.ofMinutes(5));
    }

    @Test
    void shouldProcessWhatWasPendingOnceAndInOrder() {
        TransferEngine.Opened machine = local("source");
        fill(machine.parts());
        List<WebhookId> order = new ArrayList<>(List.of(id("received"), id("failed")));
        for (int i = 0; i < MANY; i++) {
            WebhookRecord record = aRecord("pending " + i, NOON.plusSeconds(100 + i));
            machine.parts().archive().store(record.archiveKey(), anOriginal("pending " + i));
            machine.parts().webhooks().create(record);
            order.add(record.id());
        }
        TransferEngine.Opened deployment = aws();

        move(machine, "there", deployment);
        // As after an import that died before it noted how far it was.
        bringIn(
                "there",
                deployment.parts(),
                "the same under another name",
                machine.parts().cipher());
        work(deployment.parts());

        assertThat(publisher.published())
                .extracting(PublishedEvent::webhookId)
                .containsOnlyOnceElementsOf(order)
                .contains(id("positioned"))
                .hasSize(order.size() + 1);
        assertThat(publisher.published().stream().map(PublishedEvent::webhookId).filter(order::contains))
                .as("the order of one key")
                .isEqualTo(order);
        assertThat(Objects.requireNonNull(deployment.parts().webhooks().find(id("failed"))))
                .satisfies(failed -> {
                    assertThat(failed.status()).isEqualTo(WebhookStatus.PROCESSED);
                    assertThat(failed.failures()).as("the history of errors").hasSize(1);
                });
    }

    @Test
    void shouldFindByTheSweepWhatTheQueueLost() {
        TransferEngine.Opened machine = local("source");
        fill(machine.parts());
        TransferEngine.Opened deployment = aws();
        move(machine, "there", deployment);

        List<ProcessingQueue.Delivery> lost = receive(deployment.parts());
        List<Receipt> receipts =
                lost.stream().map(ProcessingQueue.Delivery::receipt).toList();
        deployment.parts().queue().acknowledge(receipts);

        assertThat(deployment.parts().webhooks().stranded(NOON.plus(Duration.ofHours(1)), 10))
                .extracting(WebhookRecord::id)
                .containsExactlyInAnyOrder(id("received"), id("failed"), id("positioned"));
    }

    @Test
    void shouldWakeDeliveriesThatWerePendingAndKeepTheirLane() {
        TransferEngine.Opened machine = local("source");
        fill(machine.parts());
        TransferEngine.Opened deployment = aws();

        move(machine, "there", deployment);

        assertThat(deployment.parts().deliveries().wakeable(NOON.plus(Duration.ofHours(1)), null, 10))
                .extracting(delivery -> delivery.id().event())
                .containsExactlyInAnyOrder(
                        Deliveries.eventId("open"), Deliveries.eventId("behind"), Deliveries.eventId("large"));
        Delivery waiting = Deliveries.aDelivery(Deliveries.anEvent("open"), 1, "lane");
        assertThat(Objects.requireNonNull(
                                deployment.parts().deliveries().headOf(Objects.requireNonNull(waiting.lane())))
                        .id()
                        .event())
                .isEqualTo(Deliveries.eventId("open"));
    }

    @Test
    void shouldGoOnWithAnImportThatWasStoppedInTheMiddle() throws Exception {
        TransferEngine.Opened machine = local("source");
        fill(machine.parts());
        for (int i = 0; i < MANY; i++) {
            WebhookRecord record = aRecord("pending " + i, NOON.plusSeconds(100 + i));
            machine.parts().archive().store(record.archiveKey(), anOriginal("pending " + i));
            machine.parts().webhooks().create(record);
        }
        export(machine, "there");
        Map<String, String> environment = deploy();
        TransferEngine.Opened deployment = aws(environment);
        TransferParts dying = TransferParts.builder()
                .from(deployment.parts())
                .webhooks(dyingAfter(MANY / 2, deployment.parts().webhooks()))
                .build();

        assertThatExceptionOfType(PortUnavailableException.class)
                .isThrownBy(() -> bringIn(
                        "there", dying, deployment.identity(), machine.parts().cipher()));
        bringIn("there", aws(environment), machine.parts().cipher());
        export(deployment, "again");
        work(deployment.parts());

        assertThat(linesOf("again")).isEqualTo(linesOf("there"));
        assertThat(publisher.published()).hasSize(MANY + 3).doesNotHaveDuplicates();
    }

    /** A store whose creations fail from some number on, as when the process is killed. */
    private static WebhookStore dyingAfter(int creations, WebhookStore store) {
        AtomicInteger left = new AtomicInteger(creations);
        return (WebhookStore) Proxy.newProxyInstance(
                MovedWorkIT.class.getClassLoader(), new Class<?>[] {WebhookStore.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("create") && left.decrementAndGet() < 0) {
                        throw new PortUnavailableException("stopped by the test");
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
