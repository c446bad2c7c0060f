package dev.sallyport.testkit.contract;

import static dev.sallyport.testkit.fixture.Webhooks.KEY;
import static dev.sallyport.testkit.fixture.Webhooks.anEvent;
import static dev.sallyport.testkit.fixture.Webhooks.id;
import static dev.sallyport.testkit.fixture.Webhooks.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.event.OrderingKey;
import dev.sallyport.core.event.PublishedEvent;
import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.port.out.EventPublisher;
import dev.sallyport.core.port.out.EventPublisher.PublishOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link EventPublisher} does. */
public interface EventPublisherContract {

    /** Returns the publisher under test: nothing is published at the beginning of a test. */
    EventPublisher publisher();

    /** Returns what the bus has been told, in the order in which it was told. */
    List<PublishedEvent> published();

    /** Everything that a publisher does whose bus may refuse single events. */
    interface All extends Publish, Refuse {}

    /** {@link EventPublisher#publish} where all goes well. */
    interface Publish extends EventPublisherContract {

        @Test
        default void shouldPublishAnEventAsItIs() {
            PublishedEvent event = anEvent("a", KEY);

            assertThat(publisher().publish(List.of(event))).containsExactly(new PublishOutcome.Published());
            assertThat(published()).containsExactly(event);
        }

        @Test
        default void shouldPublishNothingWhenNothingIsGiven() {
            assertThat(publisher().publish(List.of())).isEmpty();
            assertThat(published()).isEmpty();
        }

        @Test
        default void shouldKeepTheOrderWithinAKey() {
            List<PublishedEvent> events = IntStream.range(0, 25)
                    .mapToObj(i -> anEvent("event-" + i, KEY))
                    .toList();

            assertThat(publisher().publish(events)).hasSize(25).containsOnly(new PublishOutcome.Published());
            assertThat(published()).containsExactlyElementsOf(events);
        }

        @Test
        default void shouldKeepTheOrderWithinEachOfManyKeys() {
            List<PublishedEvent> events = IntStream.range(0, 60)
                    .mapToObj(i -> anEvent("event-" + i, key("k" + i % 7)))
                    .toList();

            assertThat(publisher().publish(events)).hasSize(60).containsOnly(new PublishOutcome.Published());
            for (int k = 0; k < 7; k++) {
                OrderingKey key = key("k" + k);
                assertThat(ofKey(published(), key)).containsExactlyElementsOf(ofKey(events, key));
            }
        }

        @Test
        default void shouldKeepTheOrderFromCallToCall() {
            publisher().publish(List.of(anEvent("a", KEY), anEvent("b", KEY)));
            publisher().publish(List.of(anEvent("c", KEY)));

            assertThat(published()).extracting(PublishedEvent::webhookId).containsExactly(id("a"), id("b"), id("c"));
        }

        @Test
        default void shouldPublishARepetitionUnderTheSameId() {
            publisher().publish(List.of(anEvent("a", KEY)));
            publisher().publish(List.of(anEvent("a", KEY)));

            assertThat(published()).extracting(PublishedEvent::webhookId).containsExactly(id("a"), id("a"));
        }

        @Test
        default void shouldLoseNothingOfConcurrentCalls() {
            List<PublishedEvent> events = IntStream.range(0, 32)
                    .mapToObj(i -> anEvent("event-" + i, key("k" + i)))
                    .toList();

            Together.run(events.size(), i -> publisher().publish(List.of(events.get(i))));

            assertThat(published()).containsExactlyInAnyOrderElementsOf(events);
        }

        @Test
        default void shouldNotKeepAHoldOfTheListGiven() {
            List<PublishedEvent> events = new ArrayList<>(List.of(anEvent("a", KEY)));

            publisher().publish(events);
            events.clear();

            assertThat(published()).containsExactly(anEvent("a", KEY));
        }
    }

    /** {@link EventPublisher#publish} where the bus refuses single events. */
    interface Refuse extends EventPublisherContract {

        /** Makes the bus refuse a webhook from now on. */
        void refuse(WebhookId id);

        /** Makes the bus take it again. */
        void takeAgain(WebhookId id);

        @Test
        default void shouldReportARefusal() {
            refuse(id("a"));

            assertThat(publisher().publish(List.of(anEvent("a", KEY))))
                    .singleElement()
                    .isInstanceOfSatisfying(
                            PublishOutcome.Refused.class,
                            refused -> assertThat(refused.code()).matches("[a-z0-9][a-z0-9.-]*"));
            assertThat(published()).isEmpty();
        }

        @Test
        default void shouldHoldBackTheRestOfAKeyBehindARefusal() {
            refuse(id("b"));

            List<PublishOutcome> outcomes = publisher()
                    .publish(List.of(anEvent("a", KEY), anEvent("b", KEY), anEvent("c", KEY), anEvent("d", KEY)));

            assertThat(outcomes.get(0)).isEqualTo(new PublishOutcome.Published());
            assertThat(outcomes.get(1)).isInstanceOf(PublishOutcome.Refused.class);
            assertThat(outcomes.subList(2, 4)).containsOnly(new PublishOutcome.HeldBack());
            assertThat(published()).containsExactly(anEvent("a", KEY));
        }

        @Test
        default void shouldPublishOtherKeysDespiteARefusal() {
            refuse(id("a"));
            List<PublishedEvent> events = List.of(
                    anEvent("a", KEY), anEvent("b", key("other")), anEvent("c", KEY), anEvent("d", key("other")));

            List<PublishOutcome> outcomes = publisher().publish(events);

            assertThat(outcomes.get(0)).isInstanceOf(PublishOutcome.Refused.class);
            assertThat(outcomes.get(1)).isEqualTo(new PublishOutcome.Published());
            assertThat(outcomes.get(2)).isEqualTo(new PublishOutcome.HeldBack());
            assertThat(outcomes.get(3)).isEqualTo(new PublishOutcome.Published());
            assertThat(published()).containsExactly(events.get(1), events.get(3));
        }

        @Test
        default void shouldPublishInOrderOnceTheBusTakesAllAgain() {
            List<PublishedEvent> events = List.of(anEvent("a", KEY), anEvent("b", KEY));
            refuse(id("a"));
            publisher().publish(events);
            takeAgain(id("a"));

            assertThat(publisher().publish(events)).containsOnly(new PublishOutcome.Published());
            assertThat(published()).containsExactlyElementsOf(events);
        }
    }

    private static List<PublishedEvent> ofKey(List<PublishedEvent> events, OrderingKey key) {
        return events.stream().filter(event -> event.orderingKey().equals(key)).toList();
    }
}
