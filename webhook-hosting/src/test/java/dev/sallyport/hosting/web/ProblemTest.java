package dev.sallyport.hosting.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProblemTest {

    @Test
    void shouldWriteAProblemDocument() {
        Response response =
                Problem.of(401, "invalid-signature", "no \"secret\" matches").toResponse();

        assertThat(response.status()).isEqualTo(401);
        assertThat(response.headers().first("content-type")).isEqualTo("application/problem+json");
        assertThat(response.body().toByteArray())
                .asString()
                .isEqualTo("{\"type\":\"urn:sallyport:problem:invalid-signature\",\"title\":\"Unauthorized\","
                        + "\"status\":401,\"detail\":\"no \\\"secret\\\" matches\"}");
    }

    @Test
    void shouldRoundRetryAfterUpToWholeSeconds() {
        assertThat(Problem.unavailable("full", Duration.ofMillis(1001))
                        .toResponse()
                        .headers()
                        .first("Retry-After"))
                .isEqualTo("2");
        assertThat(Problem.unavailable("full", Duration.ofSeconds(3))
                        .toResponse()
                        .headers()
                        .first("Retry-After"))
                .isEqualTo("3");
    }
}
