package dev.sallyport.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.port.out.PortUnavailableException;
import dev.sallyport.core.port.out.SubscriptionConfirmer;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link SubscriptionConfirmer} does. */
public interface SubscriptionConfirmerContract {

    /** The provider under whose name the contract calls. */
    ProviderId PROVIDER = new ProviderId("sns");

    /** Returns the port under test. */
    SubscriptionConfirmer confirmer();

    /** Returns a URL that answers a GET with this status; a redirect leads to one that answers 200. */
    URI answering(int status);

    /** Returns the URLs that were called with GET, in order, redirects' targets included. */
    List<URI> called();

    @Test
    default void shouldCallTheUrlOnce() {
        URI url = answering(200);

        confirmer().confirm(PROVIDER, url);

        assertThat(called()).containsExactly(url);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 429, 500, 503})
    default void shouldReportAnAnswerThatIsNoSuccess(int status) {
        URI url = answering(status);

        assertThatThrownBy(() -> confirmer().confirm(PROVIDER, url)).isInstanceOf(PortUnavailableException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    default void shouldNotFollowRedirects(int status) {
        URI url = answering(status);

        assertThatThrownBy(() -> confirmer().confirm(PROVIDER, url)).isInstanceOf(PortUnavailableException.class);
        assertThat(called()).containsExactly(url);
    }
}
