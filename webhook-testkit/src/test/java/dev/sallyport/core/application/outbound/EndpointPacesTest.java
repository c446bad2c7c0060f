package dev.sallyport.core.application.outbound;

import static dev.sallyport.testkit.fixture.Deliveries.NOON;
import static dev.sallyport.testkit.fixture.Deliveries.endpointId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.delivery.EndpointId;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointPacesTest {

    private static final EndpointId ONE = endpointId(1);
    private static final EndpointId TWO = endpointId(2);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration LONG = Duration.ofSeconds(3);

    private final EndpointPaces paces = new EndpointPaces(10);

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "5, 4", "10, 8", "1000, 800", "2147483647, 2147483647"})
    void shouldKeepAFifthFree(int places, int shared) {
        assertThat(new EndpointPaces(places).sharedPlaces()).isEqualTo(shared);
    }

    @Test
    void shouldCountThoseWhoHaveNotAnsweredYet() {
        paces.taken(ONE, NOON);
        paces.taken(ONE, NOON);
        paces.taken(TWO, NOON);

        assertThat(paces.isPrompt(ONE, NOON)).isFalse();
        assertThat(paces.sharedPlaces()).isEqualTo(5);
    }

    @Test
    void shouldFindWhoAnswersWithinASecondPrompt() {
        paces.taken(ONE, NOON);
        paces.taken(ONE, NOON);

        paces.called(ONE, SECOND, NOON.plus(SECOND));

        assertThat(paces.isPrompt(ONE, NOON.plus(SECOND))).isTrue();
        assertThat(paces.sharedPlaces()).isEqualTo(8);
    }

    @Test
    void shouldFindWhoTakesMoreThanThreeSecondsReluctant() {
        paces.taken(ONE, NOON);
        paces.called(ONE, Duration.ZERO, NOON);

        paces.called(ONE, LONG, NOON);
        assertThat(paces.isPrompt(ONE, NOON)).isTrue();
        paces.called(ONE, LONG.plusMillis(1), NOON);

        assertThat(paces.isPrompt(ONE, NOON)).isFalse();
        assertThat(paces.sharedPlaces()).isEqualTo(7);
    }

    @Test
    void shouldNotFindWhoTakesMoreThanASecondPrompt() {
        paces.taken(ONE, NOON);

        paces.called(ONE, SECOND.plusMillis(1), NOON);

        assertThat(paces.isPrompt(ONE, NOON)).isFalse();
    }

    @Test
    void shouldFindWhoFallsSilentReluctant() {
        answerOnce(ONE);
        paces.taken(ONE, NOON);
        Instant later = NOON.plus(LONG);

        assertThat(paces.isPrompt(ONE, later)).isTrue();
        assertThat(paces.isPrompt(ONE, later.plusNanos(1))).isFalse();
        assertThat(paces.sharedPlaces()).isEqualTo(7);
    }

    @Test
    void shouldNotTakeWhoIsNotCalledForSilent() {
        answerOnce(ONE);

        assertThat(paces.isPrompt(ONE, NOON.plus(Duration.ofDays(1)))).isTrue();
    }

    @Test
    void shouldFreePlacesAsDeliveriesAreSettled() {
        paces.taken(ONE, NOON);
        paces.taken(TWO, NOON);

        paces.settled(ONE);

        assertThat(paces.sharedPlaces()).isEqualTo(7);
    }

    @Test
    void shouldForgetWhoWasNotHeardOfForLongAndKeepWhoHasDeliveriesInHand() {
        answerOnce(ONE);
        paces.taken(TWO, NOON);
        for (int i = 10; i < 10_010; i++) {
            answerOnce(endpointId(i));
        }

        assertThat(paces.isPrompt(ONE, NOON)).isFalse();
        assertThat(paces.isPrompt(endpointId(10_009), NOON)).isTrue();
        paces.settled(TWO);
        assertThat(paces.sharedPlaces()).isEqualTo(8);
    }

    private void answerOnce(EndpointId endpoint) {
        paces.taken(endpoint, NOON);
        paces.called(endpoint, Duration.ZERO, NOON);
        paces.settled(endpoint);
    }
}
