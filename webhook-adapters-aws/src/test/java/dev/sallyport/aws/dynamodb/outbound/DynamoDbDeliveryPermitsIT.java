package dev.sallyport.aws.dynamodb.outbound;

import static dev.sallyport.testkit.fixture.Deliveries.NOON;
import static dev.sallyport.testkit.fixture.Deliveries.endpointId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.aws.dynamodb.DynamoDbEmulator;
import dev.sallyport.core.delivery.endpoint.RateLimit;
import dev.sallyport.core.port.out.DeliveryPermits;
import dev.sallyport.core.port.out.DeliveryPermits.Limits;
import dev.sallyport.core.port.out.DeliveryPermits.PermitOutcome;
import dev.sallyport.testkit.contract.DeliveryPermitsContract;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DynamoDbDeliveryPermitsIT implements DeliveryPermitsContract {

    private final AtomicInteger nonces = new AtomicInteger();
    private final DeliveryPermits permits = new DynamoDbDeliveryPermits(
            DynamoDbEmulator.client(), DynamoDbEmulator.newTable(), () -> "n" + nonces.incrementAndGet());

    @Override
    public DeliveryPermits permits() {
        return permits;
    }

    @Test
    void shouldGrantNoMoreThanAnItemHolds() {
        Limits most = new Limits(null, 10_000);
        for (int i = 0; i < 1_000; i++) {
            grant(most, NOON);
        }

        assertWaits(most, NOON);
    }

    @Test
    void shouldClearAwayPlacesWhoseLeasesHaveEndedAndNoOthers() {
        Limits three = new Limits(null, 3);
        grant(three, NOON);
        grant(three, NOON);
        grant(three, NOON.plusSeconds(20));

        grant(three, NOON.plus(LEASE));
        grant(three, NOON.plus(LEASE));
        assertWaits(three, NOON.plus(LEASE));
    }

    @Test
    void shouldGrantABurstAndThenEachTokenAsItComes() {
        Limits limits = new Limits(new RateLimit(10, Duration.ofSeconds(1), 3), 1_000);

        List<Instant> granted = new ArrayList<>();
        for (Instant now = NOON; now.isBefore(NOON.plusSeconds(2)); now = now.plusMillis(20)) {
            if (permits.acquire(endpointId(1), limits, now, LEASE) instanceof PermitOutcome.Granted) {
                granted.add(now);
            }
        }

        assertThat(granted).hasSize(3 + 19);
        assertThat(granted.subList(0, 4))
                .containsExactly(NOON, NOON.plusMillis(20), NOON.plusMillis(40), NOON.plusMillis(100));
    }
}
