package dev.sallyport.local.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sallyport.core.event.ProviderId;
import dev.sallyport.local.demo.DemoPlan.Kind;
import dev.sallyport.local.demo.DemoPlan.Shot;
import dev.sallyport.testkit.provider.ProviderPayload;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DemoPlanTest {

    private static final TestEvents EVENTS = new TestEvents("plan");

    @Test
    void shouldSendOneInTwentyTwiceAndTamperWithOneInTwenty() {
        List<Shot> shots = DemoPlan.of(payloads(100), 7).shots();

        assertThat(count(shots, Kind.TAMPERED)).isEqualTo(5);
        assertThat(count(shots, Kind.HONEST)).isEqualTo(95);
        assertThat(count(shots, Kind.REPEATED)).isEqualTo(5);
    }

    @Test
    void shouldNeverSendHonestlyWhatItTampersWith() {
        List<Shot> shots = DemoPlan.of(payloads(40), 7).shots();

        List<ProviderPayload> tampered = shots.stream()
                .filter(shot -> shot.kind() == Kind.TAMPERED)
                .map(Shot::payload)
                .toList();
        assertThat(shots)
                .filteredOn(shot -> shot.kind() != Kind.TAMPERED)
                .extracting(Shot::payload)
                .doesNotContainAnyElementsOf(tampered);
    }

    @Test
    void shouldHoldOneOfEachHoweverFewPayloadsThereAre() {
        List<Shot> shots = DemoPlan.of(payloads(3), 7).shots();

        assertThat(shots).extracting(Shot::kind).contains(Kind.HONEST, Kind.REPEATED, Kind.TAMPERED);
        assertThatIllegalArgumentException().isThrownBy(() -> DemoPlan.of(payloads(2), 7));
    }

    @Test
    void shouldBeTheSameForTheSameSeed() {
        assertThat(DemoPlan.of(payloads(30), 7)).isEqualTo(DemoPlan.of(payloads(30), 7));
        assertThat(DemoPlan.of(payloads(30), 7)).isNotEqualTo(DemoPlan.of(payloads(30), 8));
    }

    private static List<ProviderPayload> payloads(int count) {
        return IntStream.range(0, count)
                .mapToObj(n -> EVENTS.event(new ProviderId("generic"), "generic", n))
                .toList();
    }

    private static long count(List<Shot> shots, Kind kind) {
        return shots.stream().filter(shot -> shot.kind() == kind).count();
    }
}
