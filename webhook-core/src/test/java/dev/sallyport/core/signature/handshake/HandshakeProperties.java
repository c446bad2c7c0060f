package dev.sallyport.core.signature.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.event.Headers;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.event.WebhookRequest;
import dev.sallyport.core.signature.HandshakeRules;
import dev.sallyport.core.signature.RefusalReason;
import dev.sallyport.core.signature.SignatureScheme;
import dev.sallyport.core.signature.SignatureVerifier;
import dev.sallyport.core.signature.VerifierOptions;
import dev.sallyport.core.signature.catalogue.SchemeCatalogue;
import dev.sallyport.core.signature.handshake.Handshakes.Ability;
import dev.sallyport.core.signature.key.KeyResolution;
import dev.sallyport.core.signature.key.KeyRules;
import dev.sallyport.core.signature.key.SigningSecret;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** What holds for all handshakes of the catalogue, whatever strangers send. */
class HandshakeProperties {

    private static final EnumSet<Ability> ALL = EnumSet.allOf(Ability.class);

    private static final String ED25519 = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";

    /** Texts on which handshakes turn, so that arbitrary requests come close to being some. */
    private static final List<String> PLACES = List.of(
            "challenge",
            "crc_token",
            "validationToken",
            "bt_challenge",
            "challenge_code",
            "hub.challenge",
            "hub.mode",
            "hub.verify_token");

    private static final List<String> BODIES = List.of(
            "{\"type\":\"url_verification\",\"challenge\":\"%s\"}",
            "{\"type\":1,\"challenge\":\"%s\"}",
            "{\"type\":0}",
            "{\"event\":\"endpoint.url_validation\",\"payload\":{\"plainToken\":\"%s\"}}",
            "{\"events\":[],\"lastEventSequence\":0}",
            "{\"Type\":\"SubscriptionConfirmation\",\"SubscribeURL\":\"%s\"}",
            "{\"verification_token\":\"%s\"}",
            "[{\"data\":{\"validationCode\":\"%s\"}}]",
            "{\"challenge\":\"%s\"}",
            "%s");

    private static final List<String> HEADERS = List.of(
            "X-Hook-Secret",
            "X-Okta-Verification-Challenge",
            "Validation-Token",
            "Twitch-Eventsub-Message-Type",
            "aeg-event-type",
            "X-Slack-Signature",
            "x-zm-signature",
            "x-xero-signature",
            "X-Signature-Ed25519");

    @Provide
    Arbitrary<SignatureVerifier> verifiers() {
        return Arbitraries.of(SchemeCatalogue.builtIn().all().stream()
                .filter(scheme -> !scheme.handshakes().isEmpty())
                .map(HandshakeProperties::verifier)
                .toList());
    }

    private static SignatureVerifier verifier(SignatureScheme scheme) {
        boolean asymmetric = scheme.key().decoding() == KeyRules.Decoding.ASYMMETRIC;
        List<SigningSecret> secrets = scheme.key().needsSecrets()
                ? List.of(SigningSecret.of(asymmetric ? ED25519 : "a secret that nobody guesses"))
                : List.of();
        VerifierOptions options = VerifierOptions.defaults()
                .withConfig("handshake", "accept")
                .withConfig("verifyToken", "a token that nobody guesses")
                .withConfig("verificationToken", "token")
                .withConfig("publicKey", "public")
                .withConfig("topicArn", "arn:aws:sns:eu-west-1:123456789012:mine")
                .withConfig("endpoint", "https://example.com")
                .withConfig("clientId", "us")
                .withConfig("clientSecret", "hush")
                .withKeyResolver(request -> new KeyResolution.Absent());
        return SignatureVerifier.of(scheme, secrets, options);
    }

    @Provide
    Arbitrary<WebhookRequest> requests() {
        Arbitrary<String> text = Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(40),
                Arbitraries.strings().ascii().ofMaxLength(300),
                Arbitraries.strings()
                        .withChars("abcdef0123456789")
                        .ofMinLength(20)
                        .ofMaxLength(32),
                Arbitraries.of("subscribe", "url_verification", "webhook_callback_verification", "<b>", "a\r\nb: c"));
        Arbitrary<String> query = Combinators.combine(Arbitraries.of(PLACES), text)
                .as((place, value) -> place + "=" + value)
                .list()
                .ofMaxSize(3)
                .map(pairs -> String.join("&", pairs));
        Arbitrary<String> body =
                Combinators.combine(Arbitraries.of(BODIES), text).as(String::format);
        Arbitrary<Headers> headers = Combinators.combine(Arbitraries.of(HEADERS), text)
                .as((name, value) -> new String[] {name, value})
                .list()
                .ofMaxSize(4)
                .map(lines -> Headers.of(lines.stream().flatMap(Stream::of).toArray(String[]::new)));
        return Combinators.combine(Arbitraries.of("GET", "HEAD", "POST", "OPTIONS", ""), query, body, headers)
                .as((method, asked, bytes, lines) -> new WebhookRequest(
                        method,
                        "https://example.com/in?" + asked,
                        lines,
                        RawPayload.copyOf(bytes.getBytes(StandardCharsets.UTF_8)),
                        Gate.NOW));
    }

    @Property(tries = 2000, seed = "20260801")
    void shouldNeitherThrowNorAnswerAnythingABrowserRunsOrThatEndsAHeader(
            @ForAll("verifiers") SignatureVerifier verifier, @ForAll("requests") WebhookRequest request) {
        Handshakes handshakes = Handshakes.of(verifier);
        for (HandshakeDecision decision : List.of(
                handshakes.beforeVerifying(request, ALL),
                handshakes.afterVerifying(request, ALL),
                handshakes.afterRefusing(request, RefusalReason.INVALID_SIGNATURE))) {
            HandshakeResponse response = responseOf(decision);
            if (response != null) {
                assertThat(response.headers().all("X-Content-Type-Options")).containsExactly("nosniff");
                assertThat(response.headers().all("Content-Type"))
                        .isSubsetOf("text/plain; charset=utf-8", "application/json")
                        .hasSize(response.body().size() > 0 ? 1 : 0);
                for (int i = 0; i < response.headers().size(); i++) {
                    assertThat(response.headers().valueAt(i)).matches("[ -~]*");
                }
                assertThat(response.body().size()).isLessThanOrEqualTo(8192);
            }
        }
    }

    /** Nobody guesses the secrets, so every signature here is wrong. */
    @Property(tries = 2000, seed = "20260801")
    void shouldNeverAgreeToASignedHandshakeWithAWrongSignature(
            @ForAll("verifiers") SignatureVerifier verifier,
            @ForAll("requests") WebhookRequest request,
            @ForAll RefusalReason reason) {
        HandshakeDecision decision = Handshakes.of(verifier).afterRefusing(request, reason);

        HandshakeResponse response = responseOf(decision);
        assertThat(decision).isInstanceOfAny(HandshakeDecision.NoHandshake.class, HandshakeDecision.Refuse.class);
        assertThat(response == null ? 401 : response.status()).isBetween(400, 499);
    }

    @Property(tries = 500, seed = "20260801")
    void shouldAnswerBeforeTheSignatureOnlyWhatNobodyCanSignYet(
            @ForAll("verifiers") SignatureVerifier verifier, @ForAll("requests") WebhookRequest request) {
        boolean allSigned = verifier.scheme().handshakes().stream().allMatch(HandshakeRules::signed);

        HandshakeDecision decision = Handshakes.of(verifier).beforeVerifying(request, ALL);

        if (allSigned) {
            assertThat(decision).isEqualTo(HandshakeDecision.NoHandshake.NO_HANDSHAKE);
        }
        assertThat(decision).isNotInstanceOf(HandshakeDecision.Confirm.class);
    }

    private static @Nullable HandshakeResponse responseOf(HandshakeDecision decision) {
        return switch (decision) {
            case HandshakeDecision.NoHandshake none -> null;
            case HandshakeDecision.Answer answer -> answer.response();
            case HandshakeDecision.Confirm confirm -> confirm.response();
            case HandshakeDecision.Keep keep -> keep.response();
            case HandshakeDecision.Refuse refuse -> refuse.response();
        };
    }
}
