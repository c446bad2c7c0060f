package dev.sallyport.testkit.contract;

import static dev.sallyport.testkit.fixture.Deliveries.NOON;
import static dev.sallyport.testkit.fixture.Deliveries.aDelivery;
import static dev.sallyport.testkit.fixture.Deliveries.anAttempt;
import static dev.sallyport.testkit.fixture.Deliveries.anEvent;
import static dev.sallyport.testkit.fixture.Deliveries.endpointId;
import static dev.sallyport.testkit.fixture.Deliveries.eventId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.delivery.Attempt;
import dev.sallyport.core.delivery.AttemptResult;
import dev.sallyport.core.delivery.Delivery;
import dev.sallyport.core.delivery.DeliveryError;
import dev.sallyport.core.delivery.DeliveryId;
import dev.sallyport.core.delivery.DeliveryStatus;
import dev.sallyport.core.delivery.ResponseExcerpt;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.port.out.DeliveryStore;
import dev.sallyport.core.port.out.DeliveryStore.RecordOutcome;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How every {@link DeliveryStore} records what becomes of deliveries: {@link DeliveryStore#record}. */
public interface DeliveryRecordingContract extends DeliveryStoreContract {

    @Test
    default void shouldRecordAnAttemptWithTheChangeThatItMade() {
        Delivery pending = accepted("a", 1);
        Delivery failed = pending.failed(NOON.plusSeconds(60), NOON.plusSeconds(120));

        assertThat(deliveries().record(failed, anAttempt(pending))).isEqualTo(new RecordOutcome.Recorded());

        assertThat(deliveries().find(pending.id())).isEqualTo(failed);
        assertThat(deliveries().attemptsOf(eventId("a"))).containsExactly(anAttempt(pending));
    }

    @Test
    default void shouldRecordAChangeWithoutAnAttempt() {
        Delivery pending = accepted("a", 1);
        Delivery later = pending.wokenLater(NOON.plusSeconds(600));

        assertThat(deliveries().record(later, null)).isEqualTo(new RecordOutcome.Recorded());

        assertThat(deliveries().find(pending.id())).isEqualTo(later);
        assertThat(deliveries().attemptsOf(eventId("a"))).isEmpty();
    }

    @Test
    default void shouldKeepEveryKindOfAttempt() {
        Delivery current = accepted("a", 1);
        RawPayload most = RawPayload.adopt(new byte[ResponseExcerpt.MOST_BYTES]);
        List<AttemptResult> results = List.of(
                new AttemptResult.Answered(599, new ResponseExcerpt(most, true)),
                new AttemptResult.Answered(200, ResponseExcerpt.EMPTY),
                new AttemptResult.Failed(DeliveryError.TARGET_REFUSED),
                new AttemptResult.Failed(DeliveryError.DNS_FAILURE));
        List<Attempt> attempts = IntStream.range(0, results.size())
                .mapToObj(i -> new Attempt(
                        new DeliveryId(eventId("a"), endpointId(1)),
                        i + 1,
                        NOON.plusMillis(i),
                        Duration.ofNanos(1_234_567_891L * i),
                        results.get(i),
                        i == 1 ? null : NOON.plusSeconds(i)))
                .toList();

        for (Attempt attempt : attempts) {
            current = current.failed(NOON.plusSeconds(1), NOON.plusSeconds(2));
            deliveries().record(current, attempt);
        }

        assertThat(deliveries().attemptsOf(eventId("a"))).containsExactlyElementsOf(attempts);
    }

    @Test
    default void shouldKeepHowADeliveryEndedAndWasRequeued() {
        Delivery pending = accepted("a", 1);
        Delivery dead = pending.endedByAttempt(DeliveryStatus.DEAD, "attempts-exhausted", NOON.plusSeconds(1));
        Delivery requeued = dead.requeued(NOON.plusSeconds(2), NOON.plusSeconds(3), NOON.plusSeconds(4));

        deliveries().record(dead, anAttempt(pending));
        assertThat(deliveries().find(pending.id())).isEqualTo(dead);
        deliveries().record(requeued, null);
        assertThat(deliveries().find(pending.id())).isEqualTo(requeued);
        Delivery delivered = requeued.delivered(NOON.plusSeconds(5));
        deliveries().record(delivered, anAttempt(requeued));
        assertThat(deliveries().deliveriesOf(eventId("a"))).containsExactly(delivered);
    }

    @Test
    default void shouldReturnAttemptsInTheOrderOfEndpointsAndNumbers() {
        Delivery one = accepted("a", 1, 2).getFirst();
        Delivery other = accepted("a", 1, 2).getLast();
        Attempt onesFirst = anAttempt(one);
        Attempt othersFirst = anAttempt(other);
        deliveries().record(other.failed(NOON, NOON), othersFirst);
        deliveries().record(one.failed(NOON, NOON), onesFirst);
        Attempt othersSecond = anAttempt(other.failed(NOON, NOON));
        deliveries().record(other.failed(NOON, NOON).failed(NOON, NOON), othersSecond);

        assertThat(deliveries().attemptsOf(eventId("a"))).containsExactly(onesFirst, othersFirst, othersSecond);
    }

    @Test
    default void shouldRecordTheNextRevisionAndNoOther() {
        Delivery pending = accepted("a", 1);
        Delivery first = pending.failed(NOON.plusSeconds(60), NOON.plusSeconds(60));
        Delivery rival = pending.delivered(NOON);
        Delivery tooFar = first.failed(NOON, NOON).failed(NOON, NOON);
        deliveries().record(first, anAttempt(pending));

        assertThat(deliveries().record(rival, anAttempt(pending))).isEqualTo(new RecordOutcome.Conflict(first));
        assertThat(deliveries().record(tooFar, anAttempt(tooFar))).isEqualTo(new RecordOutcome.Conflict(first));
        assertThat(deliveries().find(pending.id())).isEqualTo(first);
        assertThat(deliveries().attemptsOf(eventId("a"))).containsExactly(anAttempt(pending));
    }

    @Test
    default void shouldCountARepeatedCallAsRecorded() {
        Delivery pending = accepted("a", 1);
        Delivery failed = pending.failed(NOON.plusSeconds(60), NOON.plusSeconds(60));
        deliveries().record(failed, anAttempt(pending));

        assertThat(deliveries().record(failed, anAttempt(pending))).isEqualTo(new RecordOutcome.Recorded());
        assertThat(deliveries().attemptsOf(eventId("a"))).containsExactly(anAttempt(pending));
    }

    @Test
    default void shouldRecordNothingOfADeliveryThatDoesNotExist() {
        Delivery unknown = aDelivery(anEvent("a"), 1).failed(NOON, NOON);

        assertThat(deliveries().record(unknown, anAttempt(aDelivery(anEvent("a"), 1))))
                .isEqualTo(new RecordOutcome.Conflict(null));
        assertThat(deliveries().find(unknown.id())).isNull();
        assertThat(deliveries().attemptsOf(eventId("a"))).isEmpty();
    }

    @Test
    default void shouldLetExactlyOneOfManyConcurrentChangesWin() {
        Delivery pending = accepted("a", 1);
        List<Delivery> rivals = IntStream.range(0, 16)
                .mapToObj(i -> pending.failed(NOON.plusSeconds(i), NOON.plusSeconds(i)))
                .toList();

        List<RecordOutcome> outcomes =
                Together.run(rivals.size(), i -> deliveries().record(rivals.get(i), anAttempt(pending)));

        assertThat(outcomes).containsOnlyOnce(new RecordOutcome.Recorded());
        assertThat(deliveries().find(pending.id()))
                .isEqualTo(rivals.get(outcomes.indexOf(new RecordOutcome.Recorded())));
        assertThat(deliveries().attemptsOf(eventId("a"))).containsExactly(anAttempt(pending));
    }
}
