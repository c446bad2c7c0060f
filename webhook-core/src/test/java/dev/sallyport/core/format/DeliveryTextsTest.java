package dev.sallyport.core.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.sallyport.core.delivery.Attempt;
import dev.sallyport.core.delivery.AttemptResult;
import dev.sallyport.core.delivery.Delivery;
import dev.sallyport.core.delivery.DeliveryError;
import dev.sallyport.core.delivery.DeliveryId;
import dev.sallyport.core.delivery.DeliveryStatus;
import dev.sallyport.core.delivery.EndpointId;
import dev.sallyport.core.delivery.Event;
import dev.sallyport.core.delivery.EventId;
import dev.sallyport.core.delivery.EventOrigin;
import dev.sallyport.core.delivery.ResponseExcerpt;
import dev.sallyport.core.delivery.TenantId;
import dev.sallyport.core.event.EventType;
import dev.sallyport.core.event.OrderingKey;
import dev.sallyport.core.event.RawPayload;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DeliveryTextsTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.001Z");
    private static final TenantId ACME = new TenantId("acme");
    private static final DeliveryId ID = new DeliveryId(EventId.ofOwnId(ACME, "a"), EndpointId.drawn(new Random(1)));

    @Nested
    class Events {

        private final RawPayload body = RawPayload.adopt("{\"a\":1}".getBytes(UTF_8));

        @Test
        void shouldKeepEveryFieldButTheBodyThatIsHandedBack() {
            Event full = event().ownId("own \"id\" é")
                    .idempotencyKey("key \u20ac")
                    .orderingKey(new OrderingKey("customer/~1"))
                    .contentType("text/plain; charset=utf-8")
                    .build();

            assertThat(EventJson.write(full)).doesNotContain("{\"a\":1}").isASCII();
            assertThat(EventJson.read(EventJson.write(full), body)).isEqualTo(full);
        }

        @Test
        void shouldLeaveOutWhatAnEventDoesNotHave() {
            Event bare = event().build();

            assertThat(EventJson.write(bare)).doesNotContain("ownId", "idempotencyKey", "orderingKey");
            assertThat(EventJson.read(EventJson.write(bare), body)).isEqualTo(bare);
        }

        @Test
        void shouldRefuseWhatIsNoEvent() {
            assertThatIllegalStateException()
                    .isThrownBy(() -> EventJson.read("{\"id\":\"secret\"}", body))
                    .withMessage("an event is damaged");
        }

        private Event.Builder event() {
            return Event.builder()
                    .id(ID.event())
                    .tenant(ACME)
                    .origin(EventOrigin.FORWARDED)
                    .type(new EventType("Größe \uD83D\uDE00"))
                    .body(body)
                    .acceptedAt(NOON)
                    .dueAt(NOON.plusSeconds(1))
                    .fingerprint(body.sha256());
        }
    }

    @Nested
    class ItsDeliveries {

        private final Delivery bare = Delivery.builder()
                .id(ID)
                .tenant(ACME)
                .eventType(new EventType("thing.happened"))
                .status(DeliveryStatus.PENDING)
                .acceptedAt(NOON)
                .openedAt(NOON.plusMillis(1))
                .dueAt(NOON.plusMillis(2))
                .wakeAt(NOON.plusMillis(3))
                .build();

        private final Delivery full = Delivery.builder()
                .from(bare)
                .orderingKey(new OrderingKey("customer/~1"))
                .position(Long.MAX_VALUE)
                .attempts(9)
                .attemptsBefore(4)
                .status(DeliveryStatus.DEAD)
                .reason("attempts-exhausted")
                .endedAt(NOON.plusSeconds(5))
                .revision(12)
                .build();

        @Test
        void shouldKeepEveryField() {
            assertThat(DeliveryJson.read(DeliveryJson.write(full))).isEqualTo(full);
            assertThat(DeliveryJson.read(DeliveryJson.write(bare))).isEqualTo(bare);
        }

        @Test
        void shouldKeepListsInTheirOrder() {
            assertThat(DeliveryJson.readAll(DeliveryJson.writeAll(List.of(full, bare))))
                    .containsExactly(full, bare);
            assertThat(DeliveryJson.readAll(DeliveryJson.writeAll(List.of()))).isEmpty();
        }

        @Test
        void shouldRefuseWhatIsNone() {
            assertThatIllegalStateException()
                    .isThrownBy(() -> DeliveryJson.read("[]"))
                    .withMessage("a delivery is damaged");
            assertThatIllegalStateException()
                    .isThrownBy(() -> DeliveryJson.readAll("{}"))
                    .withMessage("a list of deliveries is damaged");
        }
    }

    @Nested
    class Attempts {

        @Test
        void shouldKeepAnAnswerWithTheBytesOfItsBody() {
            byte[] bytes = new byte[ResponseExcerpt.MOST_BYTES];
            new Random(1).nextBytes(bytes);

            assertKept(new Attempt(
                    ID,
                    7,
                    NOON,
                    Duration.ofNanos(1_234_567_891),
                    new AttemptResult.Answered(599, new ResponseExcerpt(RawPayload.adopt(bytes), true)),
                    NOON.plusSeconds(1)));
        }

        @Test
        void shouldKeepAFailure() {
            assertKept(
                    new Attempt(ID, 1, NOON, Duration.ZERO, new AttemptResult.Failed(DeliveryError.TLS_FAILURE), null));
        }

        @Test
        void shouldRefuseWhatIsNoAttempt() {
            assertThatIllegalStateException()
                    .isThrownBy(() -> AttemptJson.read("{}"))
                    .withMessage("an attempt is damaged");
        }

        private static void assertKept(Attempt attempt) {
            assertThat(AttemptJson.read(AttemptJson.write(attempt))).isEqualTo(attempt);
        }
    }
}
