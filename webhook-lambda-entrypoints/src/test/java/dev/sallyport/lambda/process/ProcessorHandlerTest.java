package dev.sallyport.lambda.process;

import static dev.sallyport.lambda.process.Batches.event;
import static dev.sallyport.lambda.process.Batches.givenBack;
import static dev.sallyport.lambda.process.Batches.message;
import static dev.sallyport.testkit.fixture.Webhooks.ACME;
import static dev.sallyport.testkit.fixture.Webhooks.aRecordOf;
import static dev.sallyport.testkit.fixture.Webhooks.id;
import static dev.sallyport.testkit.fixture.Webhooks.key;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.sallyport.core.application.Inbound;
import dev.sallyport.core.application.InboundParts;
import dev.sallyport.core.application.Provider;
import dev.sallyport.core.application.Providers;
import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.event.WebhookStatus;
import dev.sallyport.core.ordering.OrderingPolicy;
import dev.sallyport.core.port.out.EventPublisher;
import dev.sallyport.core.port.out.PortUnavailableException;
import dev.sallyport.core.retry.RetryPolicy;
import dev.sallyport.lambda.FakeContext;
import dev.sallyport.lambda.Telling;
import dev.sallyport.lambda.queue.WebhookBatches;
import dev.sallyport.lambda.wiring.TestGates;
import dev.sallyport.testkit.memory.InMemoryEventPublisher;
import dev.sallyport.testkit.memory.InMemoryPayloadArchive;
import dev.sallyport.testkit.memory.InMemoryProcessingQueue;
import dev.sallyport.testkit.memory.InMemoryRepairRunStore;
import dev.sallyport.testkit.memory.InMemoryWebhookStore;
import dev.sallyport.testkit.memory.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ProcessorHandlerTest {

    private static final String TRACE = "Root=1-67f2a4c1-4f8a0c1d2e3b4a5968778695;Sampled=1";

    private final ManualClock clock = new ManualClock();
    private final Telling telling = new Telling(clock);
    private final InMemoryWebhookStore store = new InMemoryWebhookStore();
    private final InMemoryEventPublisher publisher = new InMemoryEventPublisher();
    private final RecordingQueue queue = new RecordingQueue();

    private ProcessorHandler handler(EventPublisher bus) {
        Inbound inbound = Inbound.of(InboundParts.builder()
                .providers(Providers.of(List.of(Provider.of(
                        ACME,
                        () -> {
                            throw new PortUnavailableException("no gates here");
                        },
                        OrderingPolicy.byProvider(),
                        RetryPolicy.ofProcessing()))))
                .store(store)
                .archive(new InMemoryPayloadArchive())
                .queue(new InMemoryProcessingQueue(clock))
                .publisher(bus)
                .repairRuns(new InMemoryRepairRunStore())
                .telemetry(telling.metrics())
                .clock(clock)
                .random(() -> new Random(1))
                .build());
        return new ProcessorHandler(new WebhookBatches(
                TestGates.work(inbound.processing()::process), queue, telling.traces(), telling.invocations(), clock));
    }

    private List<String> process(SQSEvent event) {
        return givenBack(handler(publisher).handleRequest(event, FakeContext.OF_30_SECONDS));
    }

    private SQSMessage queued(String event, String entity) {
        return queued(event, entity, 1);
    }

    private SQSMessage queued(String event, String entity, int receives) {
        store.create(aRecordOf(event).orderingKey(key(entity)).build());
        return message("m-" + event, id(event), key(entity), receives);
    }

    private List<WebhookId> published() {
        return publisher.published().stream().map(each -> each.webhookId()).toList();
    }

    @Nested
    class GivesBack {

        @Test
        void nothingOfABatchThatWasPublished() {
            SQSEvent batch = event(queued("a1", "a"), queued("b1", "b"), queued("a2", "a"));

            assertThat(process(batch)).isEmpty();
            assertThat(published()).containsExactlyInAnyOrder(id("a1"), id("b1"), id("a2"));
            assertThat(store.find(id("a2")).status()).isEqualTo(WebhookStatus.PROCESSED);
            assertThat(queue.hidden).isEmpty();
        }

        @Test
        void aGroupFromItsFirstFailureOnAndCarriesOnWithTheOthers() {
            SQSEvent batch = event(
                    queued("a1", "a"), queued("a2", "a"), queued("b1", "b"), queued("a3", "a"), queued("b2", "b"));
            publisher.refuse(id("a2"), "too-large");

            assertThat(process(batch)).containsExactly("m-a2", "m-a3");
            assertThat(published()).containsExactlyInAnyOrder(id("a1"), id("b1"), id("b2"));
        }

        @Test
        void everythingWhenTheBusIsOutOfReach() {
            SQSEvent batch = event(queued("a1", "a"), queued("b1", "b"));
            EventPublisher outOfReach = events -> {
                throw new PortUnavailableException("no bus");
            };

            assertThat(givenBack(handler(outOfReach).handleRequest(batch, FakeContext.OF_30_SECONDS)))
                    .containsExactly("m-a1", "m-b1");
            assertThat(store.find(id("a1")).failures())
                    .as("no attempt is used up")
                    .isEmpty();
        }

        @Test
        void everythingWhenTooLittleTimeIsLeft() {
            SQSEvent batch = event(queued("a1", "a"), queued("b1", "b"));

            assertThat(givenBack(handler(publisher).handleRequest(batch, new FakeContext(8_000, null))))
                    .containsExactly("m-a1", "m-b1");
            assertThat(published()).isEmpty();
            assertThat(givenBack(handler(publisher).handleRequest(batch, new FakeContext(8_001, null))))
                    .isEmpty();
        }

        @Test
        void whatSomebodyElseWroteWithoutHarmToTheRest() {
            SQSEvent batch = event(message("m-x", "{\"foreign\":true}", "a", 1), queued("a1", "a"));

            assertThat(process(batch)).containsExactly("m-x");
            assertThat(published()).containsExactly(id("a1"));
            assertThat(telling.written())
                    .anySatisfy(line -> assertThat(line)
                            .contains("\"event\":\"foreign-message\",\"message_id\":\"m-x\"")
                            .doesNotContain("true"));
        }

        @Test
        void nothingOfAnEmptyEvent() {
            assertThat(process(new SQSEvent())).isEmpty();
        }
    }

    @Nested
    class Waits {

        @Test
        void asLongAsTheRetryPolicySays() {
            SQSEvent batch = event(queued("a1", "a"), queued("a2", "a"));
            publisher.refuse(id("a1"), "too-large");

            process(batch);

            Duration delay =
                    Duration.between(clock.instant(), store.find(id("a1")).notBefore());
            assertThat(delay).isPositive();
            assertThat(queue.hidden).isEqualTo(Map.of("receipt-m-a1", delay, "receipt-m-a2", delay));
        }

        @Test
        void longerTheOftenerAMessageComes() {
            EventPublisher outOfReach = events -> {
                throw new PortUnavailableException("no bus");
            };
            SQSEvent batch = event(queued("a", "a", 5), queued("b", "b", 6), queued("c", "c", 9), queued("d", "d", 99));

            handler(outOfReach).handleRequest(batch, FakeContext.OF_30_SECONDS);

            assertThat(queue.hidden)
                    .isEqualTo(Map.of(
                            "receipt-m-a", Duration.ofSeconds(1),
                            "receipt-m-b", Duration.ofSeconds(2),
                            "receipt-m-c", Duration.ofSeconds(16),
                            "receipt-m-d", Duration.ofMinutes(15)));
        }

        @Test
        void forTheQueuesOwnTimeWhereItCannotBeTold() {
            SQSEvent batch = event(queued("a1", "a"));
            publisher.refuse(id("a1"), "too-large");
            queue.outOfReach = true;

            assertThat(process(batch)).containsExactly("m-a1");
        }
    }

    @Test
    void shouldPassOnTheTraceOfEachMessage() {
        SQSMessage traced = queued("a1", "a");
        traced.getAttributes().put("AWSTraceHeader", TRACE);
        SQSMessage forged = queued("b1", "b");
        forged.getAttributes().put("AWSTraceHeader", "Root=1;DROP");
        List<String> traces = new ArrayList<>();
        EventPublisher bus = events -> {
            events.forEach(each -> traces.add(
                    each.webhookId().equals(id("a1")) + " " + telling.traces().apply(each.webhookId())));
            return publisher.publish(events);
        };

        handler(bus).handleRequest(event(traced, forged), FakeContext.OF_30_SECONDS);

        assertThat(traces).containsExactlyInAnyOrder("true " + TRACE, "false null");
        assertThat(telling.traces().apply(id("a1"))).as("after the invocation").isNull();
    }

    @Test
    void shouldCountTheBatchByProvider() {
        process(event(queued("a1", "a"), queued("a2", "a")));

        assertThat(telling.written())
                .singleElement()
                .asString()
                .endsWith("\"Environment\":\"test\",\"Provider\":\"acme\",\"request_id\":\"request-1\","
                        + "\"Processed\":2,\"ProcessedAfter\":[0,0]}");
    }
}
