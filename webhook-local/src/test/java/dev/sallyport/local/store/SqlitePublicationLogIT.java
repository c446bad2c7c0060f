package dev.sallyport.local.store;

import static dev.sallyport.testkit.fixture.Webhooks.KEY;
import static dev.sallyport.testkit.fixture.Webhooks.NOON;
import static dev.sallyport.testkit.fixture.Webhooks.aRecord;
import static dev.sallyport.testkit.fixture.Webhooks.anEvent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.event.PublishedEvent;
import dev.sallyport.core.port.out.EventPublisher;
import dev.sallyport.core.port.out.PublicationLog;
import dev.sallyport.core.port.out.PublicationLog.Publication;
import dev.sallyport.testkit.contract.EventPublisherContract;
import dev.sallyport.testkit.contract.PublicationLogContract;
import java.util.List;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SqlitePublicationLogIT extends LocalStoreTestBase
        implements EventPublisherContract.Publish, PublicationLogContract {

    private static final String ONCE = "a webhook stands in the log once, and once more for each replay";

    @Override
    public EventPublisher publisher() {
        return store.publisher();
    }

    @Override
    public PublicationLog log() {
        return store.publications();
    }

    @Override
    public List<PublishedEvent> published() {
        return log().after(0, 1_000).stream().map(Publication::event).toList();
    }

    @Override
    @Test
    @Disabled(ONCE)
    public void shouldPublishARepetitionUnderTheSameId() {}

    @Override
    @Test
    @Disabled(ONCE)
    public void shouldListEveryRepetition() {}

    @Nested
    class Repetition {

        private final PublishedEvent event = anEvent("a", KEY);

        @Test
        void shouldListAnEventWithoutRecordOnce() {
            publisher().publish(List.of(event));
            publisher().publish(List.of(at(event, 5)));

            assertThat(log().after(0, 10)).containsExactly(new Publication(1, event));
        }

        @Test
        void shouldListARecordedWebhookOnce() {
            store.webhooks().create(aRecord("a"));

            publisher().publish(List.of(event));
            publisher().publish(List.of(at(event, 5), anEvent("b", KEY)));

            assertThat(log().after(0, 10))
                    .containsExactly(new Publication(1, event), new Publication(2, anEvent("b", KEY)));
        }

        @Test
        void shouldListAWebhookOnceThatIsRepeatedWithinACall() {
            publisher().publish(List.of(event, at(event, 5)));

            assertThat(published()).containsExactly(event);
        }

        @Test
        void shouldListAWebhookOnceThatWasRecordedAfterItWasPublished() {
            publisher().publish(List.of(event));
            store.webhooks().create(aRecord("a"));
            publisher().publish(List.of(at(event, 5)));

            assertThat(published()).containsExactly(event);
        }

        @Test
        void shouldListWebhooksThatStandSideBySideOnceAndInOrder() {
            List<PublishedEvent> events = List.of(recorded("a"), recorded("b"), recorded("c"), recorded("d"));

            publisher().publish(events.subList(0, 2));
            publisher().publish(events);
            publisher().publish(events.subList(1, 4));

            assertThat(published()).containsExactlyElementsOf(events);
            assertThat(log().after(0, 10)).extracting(Publication::sequence).containsExactly(1L, 2L, 3L, 4L);
        }

        @Test
        void shouldKeepTheOrderInWhichWebhooksWerePublished() {
            PublishedEvent first = recorded("a");
            List<PublishedEvent> reversed = List.of(recorded("b"), first);

            publisher().publish(reversed);

            assertThat(published()).containsExactlyElementsOf(reversed);
        }

        @Test
        void shouldListEveryReplay() {
            PublishedEvent replay = replayOf(event);
            publisher().publish(List.of(event));
            publisher().publish(List.of(replay, replay));
            publisher().publish(List.of(event));

            assertThat(published()).containsExactly(event, replay, replay);
        }

        @Test
        void shouldKnowWhatWasPublishedBeforeARestart() {
            store.webhooks().create(aRecord("a"));
            publisher().publish(List.of(event, anEvent("b", KEY)));

            closeStore();
            openStore();
            publisher().publish(List.of(event, anEvent("b", KEY), anEvent("c", KEY)));

            assertThat(log().after(0, 10)).extracting(Publication::sequence).containsExactly(1L, 2L, 3L);
            assertThat(published()).containsExactly(event, anEvent("b", KEY), anEvent("c", KEY));
        }

        private PublishedEvent recorded(String name) {
            store.webhooks().create(aRecord(name));
            return anEvent(name, KEY);
        }

        private static PublishedEvent at(PublishedEvent event, int secondsLater) {
            return copy(event, secondsLater, false);
        }

        private static PublishedEvent replayOf(PublishedEvent event) {
            return copy(event, 0, true);
        }

        private static PublishedEvent copy(PublishedEvent event, int secondsLater, boolean replay) {
            return new PublishedEvent(
                    event.webhookId(),
                    event.provider(),
                    event.eventType(),
                    event.orderingKey(),
                    event.receivedAt(),
                    event.archiveKey(),
                    NOON.plusSeconds(secondsLater),
                    event.attempt(),
                    event.orderMark(),
                    replay);
        }
    }
}
