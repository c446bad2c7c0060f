package dev.sallyport.testkit.simulator;

import dev.sallyport.core.event.PublishedEvent;
import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.port.out.EventPublisher;
import dev.sallyport.testkit.memory.InMemoryEventPublisher;
import dev.sallyport.testkit.simulator.stage.FaultKind;
import dev.sallyport.testkit.simulator.stage.Faults;
import dev.sallyport.testkit.simulator.stage.PortCalls;
import java.util.List;
import java.util.random.RandomGenerator;

/** A bus that is far away, and refuses events at times. */
final class FaultyPublisher implements EventPublisher {

    private static final double REFUSALS = 0.15;

    private final InMemoryEventPublisher publisher;
    private final PortCalls calls;
    private final Attempts attempts;
    private final Faults faults;
    private final RandomGenerator random;

    FaultyPublisher(
            InMemoryEventPublisher publisher,
            PortCalls calls,
            Attempts attempts,
            Faults faults,
            RandomGenerator random) {
        this.publisher = publisher;
        this.calls = calls;
        this.attempts = attempts;
        this.faults = faults;
        this.random = random;
    }

    @Override
    public List<PublishOutcome> publish(List<PublishedEvent> events) {
        events.forEach(attempts::publishing);
        List<PublishOutcome> outcomes = calls.writeAll("publisher.publish", events, this::perhapsRefuse);
        for (int i = 0; i < events.size(); i++) {
            if (outcomes.get(i) instanceof PublishOutcome.Refused
                    && !events.get(i).replay()) {
                attempts.failed(events.get(i).webhookId());
            }
        }
        return outcomes;
    }

    private List<PublishOutcome> perhapsRefuse(List<PublishedEvent> events) {
        if (events.isEmpty() || !faults.happens(FaultKind.BUS_REFUSAL, REFUSALS)) {
            return publisher.publish(events);
        }
        WebhookId refused = events.get(random.nextInt(events.size())).webhookId();
        boolean poisoned = publisher.refuses(refused);
        publisher.refuse(refused, "refused-once");
        List<PublishOutcome> outcomes = publisher.publish(events);
        if (!poisoned) {
            publisher.takeAgain(refused);
        }
        return outcomes;
    }
}
