package dev.sallyport.testkit.contract;

import static dev.sallyport.testkit.contract.EndpointStoreContract.next;
import static dev.sallyport.testkit.contract.EndpointStoreContract.numbered;
import static dev.sallyport.testkit.fixture.Deliveries.ACME;
import static dev.sallyport.testkit.fixture.Deliveries.RIVAL;
import static dev.sallyport.testkit.fixture.Deliveries.anEndpoint;
import static dev.sallyport.testkit.fixture.Deliveries.endpointId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.delivery.EventTypePattern;
import dev.sallyport.core.delivery.endpoint.Endpoint;
import dev.sallyport.core.delivery.endpoint.EndpointSettings;
import dev.sallyport.core.port.out.EndpointStore;
import dev.sallyport.core.port.out.EndpointStore.ReplaceEndpointOutcome;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How every {@link EndpointStore} changes endpoints: {@link EndpointStore#replace} and {@link EndpointStore#remove}. */
public interface EndpointChangeContract extends EndpointStoreContract {

    @Test
    default void shouldReplaceByTheNextRevisionAndNoOther() {
        Endpoint first = numbered(next(anEndpoint(1)), 1);
        Endpoint rival = numbered(next(anEndpoint(1)), 2);
        endpoints().create(anEndpoint(1));

        assertThat(endpoints().replace(first)).isEqualTo(new ReplaceEndpointOutcome.Replaced());
        assertThat(endpoints().replace(rival)).isEqualTo(new ReplaceEndpointOutcome.Conflict(first));
        assertThat(endpoints().replace(numbered(next(numbered(next(first), 3)), 4)))
                .isEqualTo(new ReplaceEndpointOutcome.Conflict(first));
        assertThat(endpoints().find(ACME, endpointId(1))).isEqualTo(first);
        assertThat(endpoints().ofTenant(ACME)).containsExactly(first);
    }

    @Test
    default void shouldSucceedAgainWhenAReplacementIsRepeated() {
        Endpoint first = numbered(next(anEndpoint(1)), 1);
        endpoints().create(anEndpoint(1));
        endpoints().replace(first);

        assertThat(endpoints().replace(first)).isEqualTo(new ReplaceEndpointOutcome.Replaced());
    }

    @Test
    default void shouldReplaceNothingThatDoesNotExistOrIsAnotherTenants() {
        endpoints().create(anEndpoint(1));

        assertThat(endpoints().replace(next(anEndpoint(2)).build()))
                .isEqualTo(new ReplaceEndpointOutcome.Conflict(null));
        assertThat(endpoints().replace(next(anEndpoint(1)).tenant(RIVAL).build()))
                .isEqualTo(new ReplaceEndpointOutcome.Conflict(null));
        assertThat(endpoints().list(null, 10)).containsExactly(anEndpoint(1));
    }

    @Test
    default void shouldLetExactlyOneOfManyConcurrentReplacementsWin() {
        List<Endpoint> rivals = IntStream.range(0, 16)
                .mapToObj(i -> numbered(next(anEndpoint(1)), i))
                .toList();
        endpoints().create(anEndpoint(1));

        List<ReplaceEndpointOutcome> outcomes =
                Together.run(rivals.size(), i -> endpoints().replace(rivals.get(i)));

        assertThat(outcomes).containsOnlyOnce(new ReplaceEndpointOutcome.Replaced());
        Endpoint winner = rivals.get(outcomes.indexOf(new ReplaceEndpointOutcome.Replaced()));
        assertThat(endpoints().find(ACME, endpointId(1))).isEqualTo(winner);
    }

    @Test
    default void shouldLoseNoChangeOfWritersThatTryAgainOnConflict() {
        endpoints().create(anEndpoint(1));

        List<EventTypePattern> added = Together.run(12, i -> {
            EventTypePattern own = new EventTypePattern("type." + i);
            Endpoint current = Objects.requireNonNull(endpoints().find(ACME, endpointId(1)));
            while (endpoints().replace(subscribed(current, own)) instanceof ReplaceEndpointOutcome.Conflict conflict) {
                current = Objects.requireNonNull(conflict.current());
            }
            return own;
        });

        Endpoint last = Objects.requireNonNull(endpoints().find(ACME, endpointId(1)));
        assertThat(last.settings().eventTypes()).containsExactlyInAnyOrderElementsOf(added);
        assertThat(last.revision()).isEqualTo(added.size());
    }

    private static Endpoint subscribed(Endpoint endpoint, EventTypePattern type) {
        return endpoint.configured(
                EndpointSettings.builder()
                        .from(endpoint.settings())
                        .addEventTypes(type)
                        .build(),
                endpoint.headers());
    }

    @Test
    default void shouldSeeAtOnceWhatWasWritten() {
        endpoints().create(anEndpoint(1));
        Endpoint current = anEndpoint(1);
        for (int i = 0; i < 20; i++) {
            endpoints().ofTenant(ACME);
            current = numbered(next(current), i);
            endpoints().replace(current);
            assertThat(endpoints().find(ACME, endpointId(1))).isEqualTo(current);
            assertThat(endpoints().ofTenant(ACME)).containsExactly(current);
        }
    }

    @Test
    default void shouldRemoveAnEndpointForGood() {
        endpoints().create(anEndpoint(1));
        endpoints().create(anEndpoint(2));
        endpoints().ofTenant(ACME);

        assertThat(endpoints().remove(ACME, endpointId(1))).isTrue();

        assertThat(endpoints().find(ACME, endpointId(1))).isNull();
        assertThat(endpoints().ofTenant(ACME)).containsExactly(anEndpoint(2));
        assertThat(endpoints().list(null, 10)).containsExactly(anEndpoint(2));
        assertThat(endpoints().remove(ACME, endpointId(1))).isFalse();
        assertThat(endpoints().replace(next(anEndpoint(1)).build()))
                .isEqualTo(new ReplaceEndpointOutcome.Conflict(null));
    }

    @Test
    default void shouldRemoveNothingThatIsUnknownOrAnotherTenants() {
        endpoints().create(anEndpoint(1));

        assertThat(endpoints().remove(ACME, endpointId(2))).isFalse();
        assertThat(endpoints().remove(RIVAL, endpointId(1))).isFalse();
        assertThat(endpoints().find(ACME, endpointId(1))).isEqualTo(anEndpoint(1));
    }
}
