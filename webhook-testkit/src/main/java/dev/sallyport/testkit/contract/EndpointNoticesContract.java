package dev.sallyport.testkit.contract;

import static dev.sallyport.testkit.fixture.Deliveries.ACME;
import static dev.sallyport.testkit.fixture.Deliveries.NOON;
import static dev.sallyport.testkit.fixture.Deliveries.RIVAL;
import static dev.sallyport.testkit.fixture.Deliveries.anEndpoint;
import static dev.sallyport.testkit.fixture.Deliveries.anEndpointOf;
import static dev.sallyport.testkit.fixture.Deliveries.endpointId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sallyport.core.delivery.endpoint.Endpoint;
import dev.sallyport.core.delivery.endpoint.HealthNotice;
import dev.sallyport.core.delivery.endpoint.PendingNotice;
import dev.sallyport.core.port.out.EndpointStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How every {@link EndpointStore} finds what its endpoints have still to tell: {@link EndpointStore#withPendingNotices}. */
public interface EndpointNoticesContract extends EndpointStoreContract {

    @Test
    default void shouldFindEndpointsWithNoticesUntilTheyAreTold() {
        PendingNotice notice = new PendingNotice(HealthNotice.BUDGET_50, 1, NOON);
        Endpoint noticed = replaced(1, endpoint -> endpoint.addPendingNotices(notice));
        endpoints().create(anEndpoint(2));

        assertThat(endpoints().withPendingNotices(10)).containsExactly(noticed);

        endpoints().replace(noticed.told(notice));
        assertThat(endpoints().withPendingNotices(10)).isEmpty();
    }

    @Test
    default void shouldFindThemAcrossTenantsUpToTheLimit() {
        for (int i = 0; i < 6; i++) {
            endpoints()
                    .create(anEndpointOf(i)
                            .tenant(i % 2 == 0 ? ACME : RIVAL)
                            .addPendingNotices(new PendingNotice(HealthNotice.DISABLED, i, NOON))
                            .build());
        }

        assertThat(endpoints().withPendingNotices(10)).hasSize(6).doesNotHaveDuplicates();
        assertThat(endpoints().withPendingNotices(4)).hasSize(4).doesNotHaveDuplicates();
    }

    @Test
    default void shouldNotFindWhatWasRemoved() {
        replaced(1, endpoint -> endpoint.addPendingNotices(new PendingNotice(HealthNotice.DISABLED, 1, NOON)));

        endpoints().remove(ACME, endpointId(1));

        assertThat(endpoints().withPendingNotices(10)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1_001})
    default void shouldRefuseALimitOfNoticesOutOfRange(int limit) {
        assertThatIllegalArgumentException().isThrownBy(() -> endpoints().withPendingNotices(limit));
    }
}
