package dev.sallyport.local.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.event.ArchivedWebhook;
import dev.sallyport.core.event.OrderingKey;
import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.port.out.PayloadArchive.ReadOutcome;
import dev.sallyport.core.port.out.ProcessingQueue.Delivery;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a process that takes webhooks in, and looks for those that it had acknowledged. */
class KillIT {

    private static final int CALLERS = 16;
    private static final int EVENTS_PER_CALLER = 1_000_000;
    private static final int BODY_BYTES = 2_000;

    /** How many acknowledgements each round waits for before it kills. */
    private static final int[] ROUNDS = {1, 150, 900};

    @TempDir
    Path temporary;

    @Test
    void shouldHoldEverythingThatWasAcknowledgedInOrder() throws Exception {
        Map<Integer, List<Long>> all = new HashMap<>();
        for (int round = 0; round < ROUNDS.length; round++) {
            Map<Integer, List<Long>> acknowledged = takeInUntilKilled(round);
            all.putAll(acknowledged);
            verify(acknowledged, all);
        }
    }

    /** Returns the events that were acknowledged, by caller, in the order of their acknowledgements. */
    private Map<Integer, List<Long>> takeInUntilKilled(int round) throws Exception {
        Map<Integer, List<Long>> acknowledged = new HashMap<>();
        try (ChildJvm child = ChildJvm.start(TakeInForEver.class, temporary.toString(), Integer.toString(round))) {
            int count = 0;
            for (String line = child.nextLine(); line != null; line = child.nextLine()) {
                long event = Long.parseLong(line);
                acknowledged
                        .computeIfAbsent((int) (event / EVENTS_PER_CALLER), caller -> new ArrayList<>())
                        .add(event);
                if (++count == ROUNDS[round]) {
                    child.kill();
                }
            }
            assertThat(count).isGreaterThanOrEqualTo(ROUNDS[round]);
        }
        return acknowledged;
    }

    private void verify(Map<Integer, List<Long>> acknowledged, Map<Integer, List<Long>> all) {
        try (LocalStore store = LocalStore.open(
                temporary, InstantSource.system(), LocalStoreOptions.builder().build())) {
            Map<OrderingKey, List<WebhookId>> queued = receiveAll(store);
            acknowledged.forEach((caller, events) -> assertThat(queued.get(key(caller)))
                    .as("caller %d", caller)
                    .containsSubsequence(events.stream().map(StoreFixture::id).toList()));
            all.forEach((caller, events) -> events.forEach(event -> {
                ArchivedWebhook original = StoreFixture.original(event, BODY_BYTES, StoreFixture.NOON);
                WebhookRecord record = StoreFixture.record(original, event, key(caller));
                assertThat(store.webhooks().find(original.id())).isEqualTo(record);
                assertThat(store.archive().read(record.archiveKey())).isEqualTo(new ReadOutcome.Found(original));
            }));
        }
        assertThat(Sqlite.query(temporary.resolve(LocalStore.DATABASE), "PRAGMA integrity_check"))
                .isEqualTo("ok");
    }

    private static Map<OrderingKey, List<WebhookId>> receiveAll(LocalStore store) {
        Map<OrderingKey, List<WebhookId>> queued = new HashMap<>();
        List<Delivery> part = store.queue().receive(1_000, Duration.ofHours(1));
        while (!part.isEmpty()) {
            part.forEach(delivery -> queued.computeIfAbsent(delivery.key(), key -> new ArrayList<>())
                    .add(delivery.webhookId()));
            // Taken out, so that the rest of each key can be seen.
            store.queue().acknowledge(part.stream().map(Delivery::receipt).toList());
            part = store.queue().receive(1_000, Duration.ofHours(1));
        }
        return queued;
    }

    private static OrderingKey key(int caller) {
        return OrderingKey.ofEntity(StoreFixture.ACME, "caller-" + caller);
    }

    /** Takes webhooks in, each caller its own events in order, and prints each event once it is durable. */
    static final class TakeInForEver {

        private TakeInForEver() {}

        public static void main(String[] args) throws IOException {
            int first = Integer.parseInt(args[1]) * CALLERS;
            LocalStore store = LocalStore.open(
                    Path.of(args[0]),
                    InstantSource.system(),
                    LocalStoreOptions.builder().build());
            try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < CALLERS; i++) {
                    int caller = first + i;
                    callers.submit(() -> takeIn(store, caller));
                }
            }
        }

        private static void takeIn(LocalStore store, int caller) {
            for (long event = (long) caller * EVENTS_PER_CALLER; ; event++) {
                ArchivedWebhook original = StoreFixture.original(event, BODY_BYTES, StoreFixture.NOON);
                store.intake().takeIn(StoreFixture.record(original, event, key(caller)), original);
                System.out.println(event);
            }
        }
    }
}
