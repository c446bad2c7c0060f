package dev.sallyport.local.store.outbound;

import static dev.sallyport.testkit.fixture.Deliveries.ACME;
import static dev.sallyport.testkit.fixture.Deliveries.anEndpoint;
import static dev.sallyport.testkit.fixture.Deliveries.endpointId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.delivery.TenantId;
import dev.sallyport.core.delivery.endpoint.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EndpointCacheTest {

    private final EndpointCache cache = new EndpointCache();
    private final List<TenantId> loads = new ArrayList<>();
    private final List<Endpoint> stored = new ArrayList<>(List.of(anEndpoint(1)));

    @Test
    void shouldLoadATenantOnce() {
        assertThat(ofAcme()).containsExactly(anEndpoint(1));
        assertThat(ofAcme()).containsExactly(anEndpoint(1));
        assertThat(cache.find(ACME, endpointId(1), this::load)).isEqualTo(anEndpoint(1));
        assertThat(cache.find(ACME, endpointId(2), this::load)).isNull();

        assertThat(loads).containsExactly(ACME);
    }

    @Test
    void shouldShowAChangeOnceItIsCommitted() {
        ofAcme();

        cache.changed(ACME, endpointId(2), anEndpoint(2));
        assertThat(ofAcme()).containsExactly(anEndpoint(1));
        cache.afterCommit();

        assertThat(ofAcme()).containsExactly(anEndpoint(1), anEndpoint(2));
        cache.changed(ACME, endpointId(1), null);
        cache.afterCommit();
        assertThat(ofAcme()).containsExactly(anEndpoint(2));
        assertThat(loads).containsExactly(ACME);
    }

    @Test
    void shouldForgetAChangeThatWasRolledBack() {
        ofAcme();

        cache.changed(ACME, endpointId(1), null);
        cache.afterRollback();
        cache.afterCommit();

        assertThat(ofAcme()).containsExactly(anEndpoint(1));
    }

    @Test
    void shouldNotKeepWhatWasReadWhileSomethingWasCommitted() {
        List<Endpoint> old = cache.ofTenant(ACME, tenant -> {
            List<Endpoint> read = load(tenant);
            stored.add(anEndpoint(2));
            cache.changed(ACME, endpointId(2), anEndpoint(2));
            cache.afterCommit();
            return read;
        });

        assertThat(old).containsExactly(anEndpoint(1));
        assertThat(ofAcme()).containsExactly(anEndpoint(1), anEndpoint(2));
    }

    @Test
    void shouldDropTheTenantsLongestUnusedWhenItHoldsTooMany() {
        List<Endpoint> many =
                IntStream.range(0, 8_000).mapToObj(i -> anEndpoint(i)).toList();
        TenantId first = new TenantId("first");
        TenantId second = new TenantId("second");
        for (TenantId tenant : List.of(first, second, first, new TenantId("third"), first, second)) {
            cache.ofTenant(tenant, read -> {
                loads.add(read);
                return many;
            });
        }

        assertThat(loads).containsExactly(first, second, new TenantId("third"), second);
    }

    private List<Endpoint> ofAcme() {
        return cache.ofTenant(ACME, this::load);
    }

    private List<Endpoint> load(TenantId tenant) {
        loads.add(tenant);
        return List.copyOf(stored);
    }
}
