package dev.sallyport.testkit.outbound;

import static dev.sallyport.testkit.memory.InMemoryHttpSender.answer;
import static dev.sallyport.testkit.outbound.OutboundWorld.ACME;
import static dev.sallyport.testkit.outbound.OutboundWorld.NOON;
import static dev.sallyport.testkit.outbound.OutboundWorld.at;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.delivery.endpoint.Endpoint;
import dev.sallyport.core.delivery.endpoint.EndpointSettings;
import dev.sallyport.core.delivery.endpoint.SecretKind;
import dev.sallyport.core.delivery.endpoint.SecretText;
import dev.sallyport.core.delivery.endpoint.SignatureStyle;
import dev.sallyport.core.event.Headers;
import dev.sallyport.core.event.WebhookRequest;
import dev.sallyport.core.port.in.ManageEndpointsUseCase.CreateEndpointCommand;
import dev.sallyport.core.port.in.ManageEndpointsUseCase.CreateEndpointResult;
import dev.sallyport.core.port.in.ManageEndpointsUseCase.RotateSecretResult;
import dev.sallyport.core.port.out.HttpSender.SendRequest;
import dev.sallyport.core.signature.SignatureScheme;
import dev.sallyport.core.signature.SignatureVerifier;
import dev.sallyport.core.signature.VerificationResult;
import dev.sallyport.core.signature.catalogue.SchemeCatalogue;
import dev.sallyport.core.signature.key.SigningSecret;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SigningTest {

    private final OutboundWorld world = new OutboundWorld();

    private CreateEndpointResult.Created created(EndpointSettings settings, SecretKind kind) {
        return world.created(CreateEndpointCommand.builder()
                .tenant(ACME)
                .settings(settings)
                .secretKind(kind)
                .build());
    }

    private SendRequest sendOne() {
        world.accept("{\"amount\":100}");
        world.run();
        return world.sender.requests().getLast();
    }

    private boolean verifies(SendRequest request, String scheme, String key) {
        SignatureScheme known = SchemeCatalogue.builtIn().find(scheme);
        assertThat(known).isNotNull();
        VerificationResult result = SignatureVerifier.of(known, List.of(SigningSecret.of(key)))
                .verify(new WebhookRequest(
                        "POST", request.target().text(), request.headers(), request.body(), world.clock.instant()));
        return result instanceof VerificationResult.Verified;
    }

    /** Returns the receiver's half of a key pair. */
    private static String publicHalf(SecretText secret) {
        byte[] both = Base64.getDecoder().decode(secret.reveal().substring("whsk_".length()));
        return "whpk_" + Base64.getEncoder().encodeToString(Arrays.copyOfRange(both, 32, 64));
    }

    @Test
    void shouldSignAsStandardWebhooksUnlessAskedOtherwise() {
        CreateEndpointResult.Created created = created(at("a.example").build(), SecretKind.SYMMETRIC);

        SendRequest request = sendOne();

        assertThat(request.headers().first("webhook-timestamp")).isEqualTo(Long.toString(NOON.getEpochSecond()));
        assertThat(verifies(request, "standard-webhooks", created.secret().reveal()))
                .isTrue();
        assertThat(request.headers().first("Stripe-Signature")).isNull();
    }

    @Test
    void shouldSignWithAPrivateKey() {
        CreateEndpointResult.Created created = created(at("a.example").build(), SecretKind.ED25519);

        SendRequest request = sendOne();

        assertThat(request.headers().first("webhook-signature")).startsWith("v1a,");
        assertThat(verifies(request, "standard-webhooks-ed25519", publicHalf(created.secret())))
                .isTrue();
    }

    @Test
    void shouldSignAsStripeDoesUnderTheHeaderOfTheEndpoint() {
        CreateEndpointResult.Created created = created(
                at("a.example")
                        .signatureStyles(List.of(SignatureStyle.STRIPE))
                        .stripeHeader("X-Acme-Signature")
                        .build(),
                SecretKind.SYMMETRIC);

        SendRequest request = sendOne();

        String header = request.headers().first("X-Acme-Signature");
        assertThat(header).startsWith("t=" + NOON.getEpochSecond() + ",v1=");
        assertThat(request.headers().first("Stripe-Signature")).isNull();
        assertThat(request.headers().first("webhook-signature")).isNull();
        SendRequest renamed = new SendRequest(
                request.target(),
                request.addresses(),
                Headers.of("Stripe-Signature", header),
                request.body(),
                request.deadline());
        assertThat(verifies(renamed, "stripe", created.secret().reveal())).isTrue();
    }

    @Test
    void shouldSignInBothStyles() {
        CreateEndpointResult.Created created = created(
                at("a.example")
                        .signatureStyles(List.of(SignatureStyle.STRIPE, SignatureStyle.STANDARD_WEBHOOKS))
                        .build(),
                SecretKind.SYMMETRIC);

        SendRequest request = sendOne();

        assertThat(verifies(request, "stripe", created.secret().reveal())).isTrue();
        assertThat(verifies(request, "standard-webhooks", created.secret().reveal()))
                .isTrue();
    }

    @Test
    void shouldSignTheMomentOfEachAttempt() {
        CreateEndpointResult.Created created = created(at("a.example").build(), SecretKind.SYMMETRIC);
        world.sender.on("a.example", answer(500));
        world.accept("{}");
        world.pass(Duration.ofMinutes(1), Duration.ofSeconds(1));

        SendRequest retry = world.sender.requests().getLast();

        assertThat(retry.headers().first("webhook-timestamp")).isEqualTo(Long.toString(NOON.getEpochSecond() + 60));
        assertThat(verifies(retry, "standard-webhooks", created.secret().reveal()))
                .isTrue();
    }

    @Nested
    class Rotation {

        private final CreateEndpointResult.Created created = created(
                at("a.example")
                        .signatureStyles(List.of(SignatureStyle.STRIPE, SignatureStyle.STANDARD_WEBHOOKS))
                        .build(),
                SecretKind.SYMMETRIC);
        private final Endpoint endpoint = created.endpoint();

        private SecretText rotate(Duration overlap) {
            return ((RotateSecretResult.Rotated) world.outbound
                            .managingEndpoints()
                            .rotateSecret(ACME, endpoint.id(), SecretKind.SYMMETRIC, null, overlap))
                    .secret();
        }

        @Test
        void shouldSignWithOldAndNewUntilTheOverlapHasPassedAndNoLonger() {
            SecretText fresh = rotate(Duration.ofHours(24));
            assertThat(fresh).isNotEqualTo(created.secret());

            world.clock.advance(Duration.ofHours(24).minusMillis(1));
            SendRequest during = sendOne();
            for (String scheme : List.of("standard-webhooks", "stripe")) {
                assertThat(verifies(during, scheme, created.secret().reveal())).isTrue();
                assertThat(verifies(during, scheme, fresh.reveal())).isTrue();
            }
            world.clock.advance(Duration.ofMillis(1));
            SendRequest after = sendOne();
            for (String scheme : List.of("standard-webhooks", "stripe")) {
                assertThat(verifies(after, scheme, created.secret().reveal())).isFalse();
                assertThat(verifies(after, scheme, fresh.reveal())).isTrue();
            }
        }

        @Test
        void shouldMixKindsWhileItLasts() {
            Endpoint standard =
                    created(at("b.example").build(), SecretKind.SYMMETRIC).endpoint();
            RotateSecretResult.Rotated rotated = (RotateSecretResult.Rotated) world.outbound
                    .managingEndpoints()
                    .rotateSecret(ACME, standard.id(), SecretKind.ED25519, null, Duration.ofHours(1));

            world.accept("{}");
            world.run();

            SendRequest request = world.sender.requestsTo("b.example").getLast();
            assertThat(request.headers().all("webhook-signature")).hasSize(1);
            assertThat(request.headers().first("webhook-signature"))
                    .contains("v1,")
                    .contains(" v1a,");
            assertThat(verifies(request, "standard-webhooks-ed25519", publicHalf(rotated.secret())))
                    .isTrue();
        }
    }

    @Test
    void shouldNotShowSecretsInWhatItPrints() {
        CreateEndpointResult.Created created = world.created(CreateEndpointCommand.builder()
                .tenant(ACME)
                .settings(at("a.example").build())
                .headers(Map.of("Authorization", "Bearer hidden-token"))
                .build());
        String secret = created.secret().reveal().substring("whsec_".length());

        SendRequest request = sendOne();

        assertThat(request.headers().first("Authorization")).isEqualTo("Bearer hidden-token");
        assertThat(created + " " + request + " " + world.current(created.endpoint()))
                .doesNotContain(secret)
                .doesNotContain("hidden-token")
                .doesNotContain("/hook");
        assertThat(new String(created.endpoint().secrets().getFirst().sealed().toByteArray(), UTF_8))
                .doesNotContain(secret);
    }
}
