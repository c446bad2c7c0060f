package dev.sallyport.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tries the endpoint as each provider does, over HTTP, and looks at every byte of the answer. */
class HandshakesIT extends HandshakesITBase {

    @Nested
    class ByGet {

        @ParameterizedTest
        @CsvSource(
                delimiter = ';',
                value = {
                    "meta?hub.mode=subscribe&hub.verify_token=meatyhamhock&hub.challenge=1158201444 ; 1158201444",
                    "dropbox?challenge=abc-123 ; abc-123",
                    "nylas?challenge=xyz ; xyz",
                    "braintree?bt_challenge=20f9f8ed05f77439fe955c977e4c8a53"
                            + " ; my_public_key|54a00195c77232e50bc94fe9aac407d3f11575e1",
                })
        void shouldEchoTheChallengeAsText(String target, String body) throws Exception {
            assertAnswer(get("/webhooks/" + target), 200, "text/plain; charset=utf-8", body);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = ';',
                quoteCharacter = '`',
                value = {
                    "strava?hub.mode=subscribe&hub.verify_token=STRAVA&hub.challenge=15f7d1a91c1f40f8a748fd134752feb3"
                            + ";{\"hub.challenge\":\"15f7d1a91c1f40f8a748fd134752feb3\"}",
                    "twitter?crc_token=challenge_string_9Xj"
                            + ";{\"response_token\":\"sha256=gaaWGDoXZFMZyoEw+EySZxt5KAvkFH3Zen4u8nT43kQ=\"}",
                    "ebay?challenge_code=a8628072-3d33-45ee-9004-bee86830a22d"
                            + ";{\"challengeResponse\":\"ca527df75caa230092d7e90484071e8f05d63068f1317973d6a3a42593734bbb\"}",
                })
        void shouldAnswerTheChallengeInJson(String target, String body) throws Exception {
            assertAnswer(get("/webhooks/" + target), 200, "application/json", body);
        }

        @Test
        void shouldAnswerAChallengeInAHeader() throws Exception {
            assertAnswer(
                    get("/webhooks/okta", "X-Okta-Verification-Challenge", "abc123"),
                    200,
                    "application/json",
                    "{\"verification\":\"abc123\"}");
        }

        @Test
        void shouldRefuseAWrongTokenAndAnUnsafeChallenge() throws Exception {
            assertThat(get("/webhooks/meta?hub.mode=subscribe&hub.verify_token=guess&hub.challenge=1")
                            .statusCode())
                    .isEqualTo(401);
            assertThat(get("/webhooks/dropbox?challenge=%3Cscript%3E").statusCode())
                    .isEqualTo(400);
            assertThat(get("/webhooks/zoom").statusCode()).isEqualTo(400);
        }

        @Test
        void shouldAnswerTrellosHead() throws Exception {
            assertEmptyAnswer(
                    send(HttpRequest.newBuilder(URI.create(base + "/webhooks/trello"))
                            .method("HEAD", BodyPublishers.noBody())),
                    200);
        }
    }

    @Nested
    class ByUnsignedPost {

        @Test
        void shouldEchoWhatEachProviderWantsToSeeAgain() throws Exception {
            assertAnswer(
                    post("/webhooks/microsoft-graph?validationToken=Validation%3A%20Testing%20client", ""),
                    200,
                    "text/plain; charset=utf-8",
                    "Validation: Testing client");
            assertAnswer(
                    post(
                            "/webhooks/monday",
                            "{\"challenge\":\"3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P\"}"),
                    200,
                    "application/json",
                    "{\"challenge\":\"3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P\"}");
            assertAnswer(
                    post(
                            "/webhooks/azure-event-grid",
                            "[{\"data\":{\"validationCode\":\"512d38b6-c7b8-40c8-89fe-f46f9e9622b6\"}}]",
                            "aeg-event-type",
                            "SubscriptionValidation"),
                    200,
                    "application/json",
                    "{\"validationResponse\":\"512d38b6-c7b8-40c8-89fe-f46f9e9622b6\"}");
            HttpResponse<String> ringcentral = post("/webhooks/ringcentral", "", "Validation-Token", "tok-1");
            assertEmptyAnswer(ringcentral, 200);
            assertThat(ringcentral.headers().allValues("Validation-Token")).containsExactly("tok-1");
        }

        @Test
        void shouldKeepHandedOverSecretsForTheOperator() throws Exception {
            HttpResponse<String> asana = post("/webhooks/asana", "{}", "X-Hook-Secret", "b537207f20cbfa02");
            assertEmptyAnswer(asana, 200);
            assertThat(asana.headers().allValues("X-Hook-Secret")).containsExactly("b537207f20cbfa02");
            assertEmptyAnswer(
                    post(
                            "/webhooks/notion",
                            "{\"verification_token\":\"secret_tMrlL1qK5vuQAh1b6cZGhFChZTSYJlce98V0\"}"),
                    200);

            assertThat(get("/internal/handed-over-secrets").body())
                    .contains("{\"provider\":\"asana\",\"secret\":\"b537207f20cbfa02\",\"received_at\":\"")
                    .contains("{\"provider\":\"notion\",\"secret\":\"secret_tMrlL1qK5vuQAh1b6cZGhFChZTSYJlce98V0\"");
        }
    }

    @Nested
    class BySignedPost {

        @Test
        void shouldAnswerChallenges() throws Exception {
            assertAnswer(
                    signed("slack", "slack-secret", "{\"type\":\"url_verification\",\"challenge\":\"3eZbrw1aBm2r\"}"),
                    200,
                    "text/plain; charset=utf-8",
                    "3eZbrw1aBm2r");
            assertAnswer(
                    signed(
                            "zoom",
                            "zoom-secret-token",
                            "{\"event\":\"endpoint.url_validation\",\"payload\":{\"plainToken\":\"qgg8vlvZRS6UYooatFL8Aw\"}}"),
                    200,
                    "application/json",
                    "{\"plainToken\":\"qgg8vlvZRS6UYooatFL8Aw\",\"encryptedToken\":"
                            + "\"d9e0d764a78494688ba3f2d5c0ed4ca311394b4834d959759213424d2df961e3\"}");
            assertAnswer(
                    signed(
                            "twitch",
                            "twitch-secret",
                            "{\"challenge\":\"pogchamp-kappa-360noscope-vohiyo\"}",
                            "Twitch-Eventsub-Message-Type",
                            "webhook_callback_verification"),
                    200,
                    "text/plain; charset=utf-8",
                    "pogchamp-kappa-360noscope-vohiyo");
        }

        @Test
        void shouldRefuseChallengesThatAreNotSigned() throws Exception {
            assertThat(signed("slack", "guess", "{\"type\":\"url_verification\",\"challenge\":\"x\"}")
                            .statusCode())
                    .isEqualTo(401);
            assertEmptyAnswer(
                    post(
                            "/webhooks/discord",
                            "{\"type\":1}",
                            "X-Signature-Ed25519",
                            "00".repeat(64),
                            "X-Signature-Timestamp",
                            String.valueOf(Instant.now().getEpochSecond())),
                    401);
        }

        @Test
        void shouldTellRightFromWrongAsXeroTriesIt() throws Exception {
            String intent =
                    "{\"events\":[],\"firstEventSequence\":0,\"lastEventSequence\":0,\"entropy\":\"S0m3r4Nd0mt3xt\"}";

            assertEmptyAnswer(signed("xero", "xero-secret", intent), 200);
            assertEmptyAnswer(signed("xero", "wrong", intent), 401);
        }
    }
}
