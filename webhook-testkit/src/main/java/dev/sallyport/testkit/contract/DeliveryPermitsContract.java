package dev.sallyport.testkit.contract;

import static dev.sallyport.testkit.fixture.Deliveries.NOON;
import static dev.sallyport.testkit.fixture.Deliveries.endpointId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.delivery.endpoint.RateLimit;
import dev.sallyport.core.port.out.DeliveryPermits;
import dev.sallyport.core.port.out.DeliveryPermits.Limits;
import dev.sallyport.core.port.out.DeliveryPermits.Permit;
import dev.sallyport.core.port.out.DeliveryPermits.PermitOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link DeliveryPermits} does. */
public interface DeliveryPermitsContract {

    /** How long tests hold a place. */
    Duration LEASE = Duration.ofSeconds(30);

    /** Returns the permits under test: none taken at the beginning of a test, the same ones until its end. */
    DeliveryPermits permits();

    @Test
    default void shouldGrantAsManyPlacesAsAnEndpointHas() {
        Limits three = new Limits(null, 3);

        List<Permit> granted =
                IntStream.range(0, 3).mapToObj(i -> grant(three, NOON)).toList();

        assertThat(granted).doesNotHaveDuplicates();
        assertThat(granted).extracting(Permit::endpoint).containsOnly(endpointId(1));
        assertWaits(three, NOON);
    }

    @Test
    default void shouldGrantAPlaceThatWasGivenBack() {
        Limits one = new Limits(null, 1);
        Permit permit = grant(one, NOON);

        permits().release(permit);

        grant(one, NOON);
        assertWaits(one, NOON);
    }

    @Test
    default void shouldFreeOnePlaceHoweverOftenItIsGivenBack() {
        Limits two = new Limits(null, 2);
        Permit permit = grant(two, NOON);
        grant(two, NOON);

        permits().release(permit);
        permits().release(permit);

        grant(two, NOON);
        assertWaits(two, NOON);
    }

    @Test
    default void shouldTakeAPlaceBackWhenItsLeaseEndsAndNotBefore() {
        Limits one = new Limits(null, 1);
        grant(one, NOON);

        assertWaits(one, NOON.plus(LEASE).minusMillis(1));
        grant(one, NOON.plus(LEASE));
    }

    @Test
    default void shouldNotFreeAnotherPlaceWhenAnOverduePermitIsGivenBack() {
        Limits one = new Limits(null, 1);
        Permit overdue = grant(one, NOON);
        grant(one, NOON.plus(LEASE));

        permits().release(overdue);

        assertWaits(one, NOON.plus(LEASE));
    }

    @Test
    default void shouldKeepEndpointsApart() {
        Limits one = new Limits(new RateLimit(1, Duration.ofMinutes(1), 1), 1);

        grant(one, NOON);

        assertThat(permits().acquire(endpointId(2), one, NOON, LEASE)).isInstanceOf(PermitOutcome.Granted.class);
        assertWaits(one, NOON);
    }

    @Test
    default void shouldGrantABurstAndThenOneForEachInterval() {
        Limits limits = new Limits(new RateLimit(60, Duration.ofMinutes(1), 3), 100);

        IntStream.range(0, 3).forEach(i -> grant(limits, NOON));
        assertThat(permits().acquire(endpointId(1), limits, NOON, LEASE))
                .isEqualTo(new PermitOutcome.Wait(Duration.ofSeconds(1)));
        assertWaits(limits, NOON.plusMillis(999));
        grant(limits, NOON.plusMillis(1_000));
        assertWaits(limits, NOON.plusMillis(1_000));
    }

    @Test
    default void shouldKeepATokenUsedWhenThePlaceIsGivenBack() {
        Limits limits = new Limits(new RateLimit(60, Duration.ofMinutes(1), 1), 1);

        permits().release(grant(limits, NOON));

        assertWaits(limits, NOON.plusMillis(999));
        permits().release(grant(limits, NOON.plusMillis(1_000)));
    }

    @Test
    default void shouldUseNoTokenWhereThereIsNoPlace() {
        Limits limits = new Limits(new RateLimit(60, Duration.ofMinutes(1), 2), 1);
        Permit permit = grant(limits, NOON);
        assertWaits(limits, NOON);

        permits().release(permit);

        grant(limits, NOON);
    }

    @Test
    default void shouldNeverGrantMoreThanPlacesToConcurrentCallers() {
        Limits five = new Limits(null, 5);

        List<PermitOutcome> outcomes = Together.run(40, i -> permits().acquire(endpointId(1), five, NOON, LEASE));

        assertThat(outcomes)
                .filteredOn(PermitOutcome.Granted.class::isInstance)
                .hasSize(5)
                .doesNotHaveDuplicates();
    }

    @Test
    default void shouldNeverGrantMoreThanTokensToConcurrentCallers() {
        Limits limits = new Limits(new RateLimit(100, Duration.ofMinutes(1), 7), 1_000);

        List<PermitOutcome> outcomes = Together.run(40, i -> permits().acquire(endpointId(1), limits, NOON, LEASE));

        assertThat(outcomes).filteredOn(PermitOutcome.Granted.class::isInstance).hasSize(7);
    }

    @Test
    default void shouldTellOfRoomWhereThereIsSome() {
        Limits limits = new Limits(new RateLimit(60, Duration.ofMinutes(1), 1), 4);

        assertThat(permits().available(endpointId(1), limits, NOON)).isPositive();
        grant(limits, NOON);
        assertThat(permits().available(endpointId(1), limits, NOON.plusSeconds(1)))
                .isPositive();
    }

    /** Takes a permit that must be granted. */
    default Permit grant(Limits limits, Instant now) {
        PermitOutcome outcome = permits().acquire(endpointId(1), limits, now, LEASE);
        assertThat(outcome).isInstanceOf(PermitOutcome.Granted.class);
        return ((PermitOutcome.Granted) outcome).permit();
    }

    /** Asks for a permit that must not be granted. */
    default void assertWaits(Limits limits, Instant now) {
        assertThat(permits().acquire(endpointId(1), limits, now, LEASE))
                .isInstanceOfSatisfying(
                        PermitOutcome.Wait.class,
                        wait -> assertThat(wait.delay()).isPositive());
    }

    /** What permits do that can tell without a call. */
    interface Count extends DeliveryPermitsContract {

        @Test
        default void shouldCountTheFreePlaces() {
            Limits three = new Limits(null, 3);
            assertThat(permits().available(endpointId(1), three, NOON)).isEqualTo(3);

            Permit permit = grant(three, NOON);
            grant(three, NOON);
            assertThat(permits().available(endpointId(1), three, NOON)).isEqualTo(1);
            assertThat(permits().available(endpointId(2), three, NOON)).isEqualTo(3);

            permits().release(permit);
            assertThat(permits().available(endpointId(1), three, NOON)).isEqualTo(2);
            assertThat(permits().available(endpointId(1), three, NOON.plus(LEASE)))
                    .isEqualTo(3);
        }

        @Test
        default void shouldCountTheTokensWhereTheyAreFewer() {
            Limits limits = new Limits(new RateLimit(60, Duration.ofMinutes(1), 2), 9);
            assertThat(permits().available(endpointId(1), limits, NOON)).isEqualTo(2);

            grant(limits, NOON);
            assertThat(permits().available(endpointId(1), limits, NOON)).isEqualTo(1);
            grant(limits, NOON);
            assertThat(permits().available(endpointId(1), limits, NOON)).isZero();
            assertThat(permits().available(endpointId(1), limits, NOON.plusSeconds(1)))
                    .isEqualTo(1);
        }
    }
}
