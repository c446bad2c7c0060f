package dev.sallyport.local.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BaseAddressTest {

    @ParameterizedTest
    @CsvSource({
        "http://localhost:8080, http://localhost:8080/webhooks/acme?n=1",
        "http://localhost:8080/, http://localhost:8080/webhooks/acme?n=1",
        "https://a1.execute-api.eu-central-1.amazonaws.com/dev, https://a1.execute-api.eu-central-1.amazonaws.com/dev/webhooks/acme?n=1",
        "https://example.com/hooks/in/, https://example.com/hooks/in/webhooks/acme?n=1"
    })
    void shouldKeepThePathBeforeTheGatewaysOwn(URI base, URI expected) {
        assertThat(new BaseAddress(base).of("/webhooks/acme?n=1")).isEqualTo(expected);
    }
}
