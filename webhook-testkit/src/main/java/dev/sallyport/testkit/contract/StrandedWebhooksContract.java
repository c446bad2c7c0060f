package dev.sallyport.testkit.contract;

import static dev.sallyport.testkit.fixture.Webhooks.NOON;
import static dev.sallyport.testkit.fixture.Webhooks.aFailure;
import static dev.sallyport.testkit.fixture.Webhooks.aRecord;
import static dev.sallyport.testkit.fixture.Webhooks.aRecordOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sallyport.core.event.DeathReason;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.port.out.WebhookStore;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What {@link WebhookStore#stranded} does for every store. */
public interface StrandedWebhooksContract {

    /** Returns the store under test: empty at the beginning of a test, the same one until its end. */
    WebhookStore store();

    @Test
    default void shouldNameRecordsQueuedBeforeTheInstantAndNoneQueuedAtIt() {
        store().create(aRecord("before", NOON.minusMillis(1)));
        store().create(aRecord("at", NOON));
        store().create(aRecord("after", NOON.plusMillis(1)));

        assertThat(store().stranded(NOON, 10)).containsExactly(aRecord("before", NOON.minusMillis(1)));
    }

    @Test
    default void shouldGoByTheLastQueueingRatherThanTheArrival() {
        WebhookRecord requeued = aRecord("a", NOON.minusSeconds(60)).requeued(NOON);
        store().create(aRecord("a", NOON.minusSeconds(60)));
        store().replaceAll(List.of(requeued));

        assertThat(store().stranded(NOON, 10)).isEmpty();
        assertThat(store().stranded(NOON.plusMillis(1), 10)).containsExactly(requeued);
    }

    @Test
    default void shouldNameFailedRecordsThatWereDueBeforeTheInstantAndNoneDueAtIt() {
        WebhookRecord due = aRecord("due", NOON.minusSeconds(60)).failed(aFailure(1), NOON.minusMillis(1));
        WebhookRecord later = aRecord("later", NOON.minusSeconds(60)).failed(aFailure(1), NOON);
        store().create(aRecord("due", NOON.minusSeconds(60)));
        store().create(aRecord("later", NOON.minusSeconds(60)));
        store().replaceAll(List.of(due, later));

        assertThat(store().stranded(NOON, 10)).containsExactly(due);
        assertThat(store().stranded(NOON.plusMillis(1), 10)).containsExactlyInAnyOrder(due, later);
    }

    @Test
    default void shouldNameNoTerminalRecord() {
        store().create(aRecord("processed", NOON.minusSeconds(60)));
        store().create(aRecord("dead", NOON.minusSeconds(60)));
        store().replaceAll(List.of(
                aRecord("processed", NOON.minusSeconds(60)).processed(NOON),
                aRecord("dead", NOON.minusSeconds(60)).dead(aFailure(1), DeathReason.HANDLER_FAILED)));

        assertThat(store().stranded(NOON.plusSeconds(1), 10)).isEmpty();
    }

    @Test
    default void shouldNameARedrivenRecordByTheInstantOfItsRedrive() {
        WebhookRecord dead = aRecord("a", NOON.minusSeconds(60)).dead(aFailure(1), DeathReason.TOO_OLD);
        WebhookRecord redriven = dead.redriven(NOON);
        store().create(aRecord("a", NOON.minusSeconds(60)));
        store().replaceAll(List.of(dead));
        store().replaceAll(List.of(redriven));

        assertThat(store().stranded(NOON, 10)).isEmpty();
        assertThat(store().stranded(NOON.plusMillis(1), 10)).containsExactly(redriven);
    }

    @Test
    default void shouldNameTheEarliestQueuedFirstUpToTheLimit() {
        List<WebhookRecord> earliestFirst = IntStream.range(0, 5)
                .mapToObj(i -> aRecordOf("event-" + i, NOON.minusSeconds(1_000))
                        .queuedAt(NOON.minusSeconds(100 - i))
                        .build())
                .toList();
        earliestFirst.stream()
                .sorted(Comparator.comparing(WebhookRecord::id))
                .forEach(record -> store().create(record));

        assertThat(store().stranded(NOON, 3)).containsExactlyElementsOf(earliestFirst.subList(0, 3));
        assertThat(store().stranded(NOON, 1_000)).containsExactlyElementsOf(earliestFirst);
    }

    @Test
    default void shouldReachWhatIsDueBehindMoreThanALimitOfRecordsThatAreNot() {
        for (int i = 0; i < 5; i++) {
            WebhookRecord waiting = aRecord("waiting-" + i, NOON.minusSeconds(100));
            store().create(waiting);
            store().replaceAll(List.of(waiting.failed(aFailure(1), NOON.plusSeconds(60))));
        }
        store().create(aRecord("stranded", NOON.minusSeconds(1)));

        assertThat(store().stranded(NOON, 2)).containsExactly(aRecord("stranded", NOON.minusSeconds(1)));
    }

    @Test
    default void shouldRefuseALimitOutOfRange() {
        assertThatIllegalArgumentException().isThrownBy(() -> store().stranded(NOON, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> store().stranded(NOON, 1_001));
    }
}
