package dev.sallyport.aws.eventbridge;

import dev.sallyport.aws.AwsCalls;
import dev.sallyport.core.event.FailedAttempt;
import dev.sallyport.core.event.OrderingKey;
import dev.sallyport.core.event.PublishedEvent;
import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.format.PublishedEventJson;
import dev.sallyport.core.port.out.EventPublisher;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;

/**
 * Publishes on an EventBridge bus. Safe for any number of threads.
 *
 * <p>The service takes up to ten events in a call and may refuse each by itself, so no two events of one ordering key
 * travel in the same call. What it refuses for the moment is offered again a few times. The bus itself does not
 * promise its subscribers any order: they have {@code ordering_key}, {@code timestamp} and {@code attempt} to judge by.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html">PutEvents</a>
 */
public final class EventBridgePublisher implements EventPublisher {

    private static final int MOST_ENTRIES = 10;
    private static final int OFFERS = 3;

    /** Codes by which the service asks to be tried again. */
    private static final Set<String> FOR_THE_MOMENT =
            Set.of("InternalFailure", "InternalException", "ThrottlingException", "ServiceUnavailable");

    private final EventBridgeClient client;
    private final String bus;
    private final Function<WebhookId, @Nullable String> traces;

    /**
     * Uses a bus that exists.
     *
     * @param bus its name or ARN; the service drops events for a bus that it does not know without a word
     */
    public EventBridgePublisher(EventBridgeClient client, String bus) {
        this(client, bus, id -> null);
    }

    /**
     * Uses a bus that exists, and passes on with each event the trace that its webhook belongs to, beside the event and in
     * its detail.
     *
     * @param bus its name or ARN; the service drops events for a bus that it does not know without a word
     * @param traces returns a webhook's trace header in the form of X-Ray, or null
     */
    public EventBridgePublisher(EventBridgeClient client, String bus, Function<WebhookId, @Nullable String> traces) {
        this.client = client;
        this.bus = bus;
        this.traces = traces;
    }

    @Override
    public List<PublishOutcome> publish(List<PublishedEvent> events) {
        PublishOutcome[] outcomes = new PublishOutcome[events.size()];
        Set<OrderingKey> refused = new HashSet<>();
        List<Integer> wave = nextWave(events, outcomes, refused);
        while (!wave.isEmpty()) {
            put(events, wave, outcomes);
            for (int i : wave) {
                if (outcomes[i] instanceof PublishOutcome.Refused) {
                    refused.add(events.get(i).orderingKey());
                }
            }
            wave = nextWave(events, outcomes, refused);
        }
        return List.of(outcomes);
    }

    /** Returns the places of the events to send next, one of each key at most, and settles those that are held back. */
    private static List<Integer> nextWave(
            List<PublishedEvent> events, @Nullable PublishOutcome[] outcomes, Set<OrderingKey> refused) {
        List<Integer> wave = new ArrayList<>(MOST_ENTRIES);
        Set<OrderingKey> keys = new HashSet<>();
        for (int i = 0; i < outcomes.length && wave.size() < MOST_ENTRIES; i++) {
            if (outcomes[i] == null) {
                OrderingKey key = events.get(i).orderingKey();
                if (refused.contains(key)) {
                    outcomes[i] = new PublishOutcome.HeldBack();
                } else if (keys.add(key)) {
                    wave.add(i);
                }
            }
        }
        return wave;
    }

    private void put(List<PublishedEvent> events, List<Integer> wave, @Nullable PublishOutcome[] outcomes) {
        List<Integer> left = wave;
        for (int offer = 1; !left.isEmpty(); offer++) {
            List<PutEventsRequestEntry> entries =
                    left.stream().map(events::get).map(this::entry).toList();
            PutEventsResponse response = AwsCalls.writing(
                    "EventBridge PutEvents", () -> client.putEvents(request -> request.entries(entries)));
            List<Integer> again = new ArrayList<>();
            for (int i = 0; i < entries.size(); i++) {
                String code = response.entries().get(i).errorCode();
                if (code == null) {
                    outcomes[left.get(i)] = new PublishOutcome.Published();
                } else if (offer < OFFERS && FOR_THE_MOMENT.contains(code)) {
                    again.add(left.get(i));
                } else {
                    outcomes[left.get(i)] = new PublishOutcome.Refused(FailedAttempt.codeOf(code));
                }
            }
            left = again;
        }
    }

    private PutEventsRequestEntry entry(PublishedEvent event) {
        String trace = traces.apply(event.webhookId());
        return PutEventsRequestEntry.builder()
                .eventBusName(bus)
                .source(PublishedEvent.SOURCE)
                .detailType(event.detailType())
                .time(event.processedAt())
                .detail(PublishedEventJson.write(event, trace))
                .traceHeader(trace)
                .build();
    }
}
