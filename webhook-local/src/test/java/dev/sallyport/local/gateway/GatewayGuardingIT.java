package dev.sallyport.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class GatewayGuardingIT extends GatewayITBase {

    @Test
    void shouldAnswerOperatorsOfThisMachineOnlyWithoutAToken() throws Exception {
        assertThat(get("/internal/webhooks").statusCode()).isEqualTo(200);
        for (String[] proxied : new String[][] {
            {"X-Forwarded-For", "203.0.113.1"}, {"Forwarded", "for=203.0.113.1"}, {"Via", "1.1 proxy"}
        }) {
            assertThat(get("/internal/webhooks", proxied).statusCode()).isEqualTo(403);
            assertThat(get("/health", proxied).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void shouldAskForTheTokenIfOneIsConfigured() throws Exception {
        gateway.stop(Duration.ZERO);
        start(", adminToken: \"literal:operators-only\"");

        HttpResponse<String> without = get("/internal/published");
        assertThat(without.statusCode()).isEqualTo(401);
        assertThat(without.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        assertThat(get("/internal/published", "Authorization", "Bearer operators-onlY")
                        .statusCode())
                .isEqualTo(401);
        assertThat(get("/internal/published", "Authorization", "Basic operators-only")
                        .statusCode())
                .isEqualTo(401);
        assertThat(get(
                                "/internal/published",
                                "Authorization",
                                "Bearer operators-only",
                                "X-Forwarded-For",
                                "203.0.113.1")
                        .statusCode())
                .isEqualTo(200);
    }
}
