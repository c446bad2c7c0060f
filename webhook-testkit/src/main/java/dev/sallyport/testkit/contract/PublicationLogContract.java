package dev.sallyport.testkit.contract;

import static dev.sallyport.testkit.fixture.Webhooks.KEY;
import static dev.sallyport.testkit.fixture.Webhooks.anEvent;
import static dev.sallyport.testkit.fixture.Webhooks.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sallyport.core.event.PublishedEvent;
import dev.sallyport.core.port.out.EventPublisher;
import dev.sallyport.core.port.out.PublicationLog;
import dev.sallyport.core.port.out.PublicationLog.Publication;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link PublicationLog} does. */
public interface PublicationLogContract {

    /** Returns the log under test: empty at the beginning of a test. */
    PublicationLog log();

    /** Returns the publisher whose publications the log lists. */
    EventPublisher publisher();

    @Test
    default void shouldListNothingBeforeAnythingIsPublished() {
        assertThat(log().after(0, 10)).isEmpty();
    }

    @Test
    default void shouldListPublicationsInPublishOrderWithAscendingSequences() {
        List<PublishedEvent> events = publish(5);

        List<Publication> listed = log().after(0, 10);

        assertThat(listed).extracting(Publication::event).containsExactlyElementsOf(events);
        assertThat(listed)
                .extracting(Publication::sequence)
                .isSorted()
                .doesNotHaveDuplicates()
                .allSatisfy(sequence -> assertThat(sequence).isPositive());
    }

    @Test
    default void shouldListWhatComesAfterASequence() {
        List<PublishedEvent> events = publish(4);
        List<Publication> all = log().after(0, 10);

        assertThat(log().after(all.get(1).sequence(), 10))
                .extracting(Publication::event)
                .containsExactlyElementsOf(events.subList(2, 4));
        assertThat(log().after(all.getLast().sequence(), 10)).isEmpty();
        assertThat(log().after(Long.MAX_VALUE, 10)).isEmpty();
    }

    @Test
    default void shouldListEverythingOnceInPagesWhilePublishingGoesOn() {
        List<PublishedEvent> expected = new ArrayList<>(publish(7));
        List<PublishedEvent> seen = new ArrayList<>();
        long after = 0;
        boolean more = true;

        for (List<Publication> page = log().after(after, 3); !page.isEmpty(); page = log().after(after, 3)) {
            page.forEach(publication -> seen.add(publication.event()));
            after = page.getLast().sequence();
            if (more) {
                PublishedEvent late = anEvent("late", key("late"));
                publisher().publish(List.of(late));
                expected.add(late);
                more = false;
            }
        }

        assertThat(seen).containsExactlyElementsOf(expected);
    }

    @Test
    default void shouldListEveryRepetition() {
        publisher().publish(List.of(anEvent("a", KEY)));
        publisher().publish(List.of(anEvent("a", KEY)));

        assertThat(log().after(0, 10))
                .extracting(Publication::event)
                .containsExactly(anEvent("a", KEY), anEvent("a", KEY));
    }

    @Test
    default void shouldNotChangeAListedPageAfterwards() {
        publish(1);

        List<Publication> page = log().after(0, 10);
        publisher().publish(List.of(anEvent("later", KEY)));

        assertThat(page).hasSize(1);
    }

    @Test
    default void shouldRefuseALimitOutOfRange() {
        assertThatIllegalArgumentException().isThrownBy(() -> log().after(0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> log().after(0, 1_001));
    }

    private List<PublishedEvent> publish(int count) {
        List<PublishedEvent> events = IntStream.range(0, count)
                .mapToObj(i -> anEvent("event-" + i, KEY))
                .toList();
        publisher().publish(events);
        return events;
    }
}
