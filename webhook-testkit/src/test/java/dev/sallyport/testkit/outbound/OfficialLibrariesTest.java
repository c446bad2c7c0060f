package dev.sallyport.testkit.outbound;

import static dev.sallyport.testkit.outbound.OutboundWorld.ACME;
import static dev.sallyport.testkit.outbound.OutboundWorld.at;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.SignatureVerificationException;
import com.stripe.net.Webhook;
import dev.sallyport.core.delivery.endpoint.SecretKind;
import dev.sallyport.core.delivery.endpoint.SecretText;
import dev.sallyport.core.delivery.endpoint.SignatureStyle;
import dev.sallyport.core.event.Headers;
import dev.sallyport.core.port.in.ManageEndpointsUseCase.CreateEndpointCommand;
import dev.sallyport.core.port.in.ManageEndpointsUseCase.CreateEndpointResult;
import dev.sallyport.core.port.in.ManageEndpointsUseCase.RotateSecretResult;
import dev.sallyport.core.port.out.HttpSender.SendRequest;
import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is delivered verifies with the libraries that receivers use, each told one of the active secrets. */
class OfficialLibrariesTest {

    private final OutboundWorld world = new OutboundWorld();
    private final CreateEndpointResult.Created created = world.created(CreateEndpointCommand.builder()
            .tenant(ACME)
            .settings(at("a.example")
                    .signatureStyles(List.of(SignatureStyle.STRIPE, SignatureStyle.STANDARD_WEBHOOKS))
                    .build())
            .build());

    OfficialLibrariesTest() {
        // Two of the libraries take no clock: what they are to accept is signed at the present they read.
        world.clock.set(Instant.now());
    }

    private SendRequest send(String body) {
        world.accept(body);
        world.run();
        return world.sender.requests().getLast();
    }

    private SecretText rotate() {
        return ((RotateSecretResult.Rotated) world.outbound
                        .managingEndpoints()
                        .rotateSecret(ACME, created.endpoint().id(), SecretKind.SYMMETRIC, null, Duration.ofHours(1)))
                .secret();
    }

    private static String text(SendRequest request) {
        return new String(request.body().toByteArray(), UTF_8);
    }

    private static HttpHeaders headersOf(SendRequest request) {
        Map<String, List<String>> lines = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        Headers headers = request.headers();
        for (int i = 0; i < headers.size(); i++) {
            lines.put(headers.nameAt(i), headers.all(headers.nameAt(i)));
        }
        return HttpHeaders.of(lines, (name, value) -> true);
    }

    private void verifyWithStripe(SendRequest request, SecretText secret) throws SignatureVerificationException {
        Webhook.Signature.verifyHeader(
                text(request),
                request.headers().first("Stripe-Signature"),
                secret.reveal(),
                300,
                Clock.fixed(world.clock.instant(), ZoneOffset.UTC));
    }

    private static void verifyWithStandardWebhooks(SendRequest request, SecretText secret) throws Exception {
        new com.standardwebhooks.Webhook(secret.reveal()).verify(text(request), headersOf(request));
    }

    private static void verifyWithSvix(SendRequest request, SecretText secret) throws Exception {
        new com.svix.Webhook(secret.reveal()).verify(text(request), headersOf(request));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "", "{\"amount\":100}", "{\"name\":\"Zoë 💶\"}", "not json\r\n"})
    void shouldAcceptWhateverIsDelivered(String body) {
        SendRequest request = send(body);

        assertThatCode(() -> verifyWithStripe(request, created.secret())).doesNotThrowAnyException();
        assertThatCode(() -> verifyWithStandardWebhooks(request, created.secret()))
                .doesNotThrowAnyException();
        assertThatCode(() -> verifyWithSvix(request, created.secret())).doesNotThrowAnyException();
    }

    @Test
    void shouldAcceptBothSecretsWhileARotationLasts() {
        SecretText fresh = rotate();

        SendRequest request = send("{}");

        for (SecretText secret : List.of(created.secret(), fresh)) {
            assertThatCode(() -> verifyWithStripe(request, secret)).doesNotThrowAnyException();
            assertThatCode(() -> verifyWithStandardWebhooks(request, secret)).doesNotThrowAnyException();
            assertThatCode(() -> verifyWithSvix(request, secret)).doesNotThrowAnyException();
        }
    }

    @Test
    void shouldRefuseAnotherSecret() {
        SendRequest before = send("{}");
        SecretText fresh = rotate();

        assertThatThrownBy(() -> verifyWithStripe(before, fresh)).isInstanceOf(SignatureVerificationException.class);
        assertThatThrownBy(() -> verifyWithStandardWebhooks(before, fresh))
                .isInstanceOf(com.standardwebhooks.exceptions.WebhookVerificationException.class);
        assertThatThrownBy(() -> verifyWithSvix(before, fresh))
                .isInstanceOf(com.svix.exceptions.WebhookVerificationException.class);
    }
}
