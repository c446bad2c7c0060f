package dev.sallyport.core.signature.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.event.Headers;
import dev.sallyport.core.event.WebhookRequest;
import dev.sallyport.core.signature.RefusalReason;
import dev.sallyport.core.signature.handshake.Handshakes.Ability;
import java.util.EnumSet;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The handshakes of the catalogue's providers, each as the provider asks and expects it. */
class HandshakesTest {

    private static final String TEXT = "200 Content-Type: text/plain; charset=utf-8 | ";
    private static final String JSON = "200 Content-Type: application/json | ";

    @Nested
    class AfterTheSignatureHeld {

        @Test
        void shouldTellSlackItsChallenge() {
            Gate slack = Gate.of("slack", "8f742231b10e8888abcd99yyyzzz85a5");
            String body = "{\"token\":\"t\",\"challenge\":\"3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P\","
                    + "\"type\":\"url_verification\"}";

            assertThat(slack.answer(slack.signed(body)))
                    .isEqualTo(TEXT + "3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P");
            assertThat(slack.answer(slack.signed("{\"type\":\"event_callback\",\"challenge\":\"x\"}")))
                    .isEqualTo("none");
        }

        /** Known answer of the provider's sample: secret, token and result. */
        @Test
        void shouldProveToZoomThatItKnowsTheSecret() {
            Gate zoom = Gate.of("zoom", "zoom-secret-token");

            assertThat(zoom.answer(zoom.signed("{\"payload\":{\"plainToken\":\"qgg8vlvZRS6UYooatFL8Aw\"},"
                            + "\"event_ts\":1654503849680,\"event\":\"endpoint.url_validation\"}")))
                    .isEqualTo(JSON + "{\"plainToken\":\"qgg8vlvZRS6UYooatFL8Aw\",\"encryptedToken\":"
                            + "\"d9e0d764a78494688ba3f2d5c0ed4ca311394b4834d959759213424d2df961e3\"}");
        }

        @Test
        void shouldTellTwitchItsChallenge() {
            Gate twitch = Gate.of("twitch", "s3cRe7s3cRe7");
            String type = "Twitch-Eventsub-Message-Type";
            String body = "{\"challenge\":\"pogchamp-kappa-360noscope-vohiyo\",\"subscription\":{\"id\":\"f1c2\"}}";

            assertThat(twitch.answer(twitch.signed(body, type, "webhook_callback_verification")))
                    .isEqualTo(TEXT + "pogchamp-kappa-360noscope-vohiyo");
            assertThat(twitch.answer(twitch.signed(body, type, "notification"))).isEqualTo("none");
        }

        @Test
        void shouldRefuseAChallengeThatIsNoToken() {
            Gate slack = Gate.of("slack", "8f742231b10e8888abcd99yyyzzz85a5");

            assertThat(slack.answer(slack.signed(
                            "{\"challenge\":\"<script>alert(1)</script>\",\"type\":\"url_verification\"}")))
                    .isEqualTo("refused malformed");
        }
    }

    @Nested
    class OfXero {

        private static final String INTENT =
                "{\"events\":[],\"lastEventSequence\":0,\"firstEventSequence\":0,\"entropy\":\"S0m3r4nd0mt3xt\"}";

        private final Gate xero = Gate.of("xero", "webhook-key");

        @Test
        void shouldAnswerAnIntentToReceiveWithNothingBut200() {
            assertThat(xero.answer(xero.signed(INTENT))).isEqualTo("200 | ");
        }

        @Test
        void shouldAnswerAWrongSignatureWithNothingBut401() {
            Gate forged = Gate.withForger("xero", "another-key", "webhook-key");

            assertThat(forged.answer(forged.signed(INTENT))).isEqualTo("refused invalid-signature, 401 | ");
            assertThat(xero.answer(Gate.request("POST", "", INTENT))).isEqualTo("refused missing-header, 401 | ");
            assertThat(xero.answer(Gate.request("POST", "", INTENT, "x-xero-signature", "???")))
                    .isEqualTo("refused malformed, 401 | ");
        }

        @Test
        void shouldLetEventsPass() {
            assertThat(xero.answer(xero.signed(
                            "{\"events\":[{\"resourceId\":\"r\"}],\"lastEventSequence\":1,\"firstEventSequence\":1}")))
                    .isEqualTo("none");
        }
    }

    @Nested
    class OfDiscord {

        /** The first key pair of RFC 8032, section 7.1. */
        private static final String PRIVATE = "-----BEGIN PRIVATE KEY-----\n"
                + "MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g\n-----END PRIVATE KEY-----\n";

        private static final String PUBLIC = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";

        private final Gate discord = Gate.withKeys("discord", PRIVATE, PUBLIC);

        @Test
        void shouldPongAnInteractionsPing() {
            assertThat(discord.answer(discord.signed("{\"id\":\"1\",\"token\":\"t\",\"type\":1,\"version\":1}")))
                    .isEqualTo(JSON + "{\"type\":1}");
        }

        @Test
        void shouldAnswerAWebhooksPingWithNoContent() {
            assertThat(discord.answer(discord.signed("{\"application_id\":\"1\",\"type\":0,\"version\":1}")))
                    .isEqualTo("204 | ");
        }

        @Test
        void shouldLetEventsPass() {
            assertThat(discord.answer(discord.signed("{\"type\":1,\"event\":{\"type\":\"APPLICATION_AUTHORIZED\"}}")))
                    .isEqualTo("none");
        }

        @Test
        void shouldRefuseAWrongSignatureWith401() {
            WebhookRequest genuine = discord.signed("{\"type\":1}");
            WebhookRequest forged =
                    new WebhookRequest("POST", Gate.URL, genuine.headers(), Gate.payload("{\"type\":1 }"), Gate.NOW);

            assertThat(discord.answer(forged)).isEqualTo("refused invalid-signature, 401 | ");
            assertThat(discord.answer(Gate.request("POST", "", "{\"type\":1}")))
                    .isEqualTo("refused missing-header, 401 | ");
        }
    }

    @Nested
    class OfMeta {

        private static final String ASKED = "hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=";

        private final Gate meta = Gate.of("meta", "app-secret", "verifyToken", "meaty-hamster");

        @ParameterizedTest
        @ValueSource(strings = {"meta", "whatsapp", "instagram"})
        void shouldTellTheChallengeToWhoKnowsTheToken(String scheme) {
            assertThat(Gate.of(scheme, "app-secret", "verifyToken", "meaty-hamster")
                            .answer(Gate.get(ASKED + "meaty-hamster")))
                    .isEqualTo(TEXT + "1158201444");
        }

        @Test
        void shouldRefuseWhoDoesNot() {
            assertThat(meta.answer(Gate.get(ASKED + "meaty-hamste"))).isEqualTo("refused invalid-signature");
            assertThat(meta.answer(Gate.get(ASKED))).isEqualTo("refused missing-header");
        }

        @Test
        void shouldBeNoHandshakeWhereNoTokenIsConfigured() {
            assertThat(Gate.of("meta", "app-secret").answer(Gate.get(ASKED + "meaty-hamster")))
                    .isEqualTo("refused missing-header");
        }
    }

    @Nested
    class WithoutSignature {

        /** Known answer of the provider's documentation: secret, token and result. */
        @Test
        void shouldProveToTwitterThatItKnowsTheSecret() {
            assertThat(Gate.of("twitter", "consumer-secret").answer(Gate.get("crc_token=challenge_string_9Xj")))
                    .isEqualTo(JSON + "{\"response_token\":\"sha256=gaaWGDoXZFMZyoEw+EySZxt5KAvkFH3Zen4u8nT43kQ=\"}");
        }

        /** The answer is what a body of that text would be signed with: nobody may have a body signed by asking. */
        @ParameterizedTest
        @ValueSource(strings = {"%7B%22for_user_id%22:%221%22%7D", "%5B%5D", "a%20b", "a%0Ab", "%22"})
        void shouldSignNothingThatCouldBeABody(String token) {
            assertThat(Gate.of("twitter", "consumer-secret").answer(Gate.get("crc_token=" + token)))
                    .isEqualTo("refused malformed");
        }

        @ParameterizedTest
        @ValueSource(strings = {"dropbox", "nylas"})
        void shouldRepeatAChallengeAsPlainText(String scheme) {
            Gate gate = Gate.of(scheme, "secret");
            assertThat(gate.answer(Gate.get("challenge=bc609cd1-2b92-4e14"))).isEqualTo(TEXT + "bc609cd1-2b92-4e14");
            assertThat(gate.answer(Gate.get("challenge=%3Cscript%3E"))).isEqualTo("refused malformed");
            assertThat(gate.answer(Gate.get("challenge=" + "a".repeat(257)))).isEqualTo("refused malformed");
            assertThat(gate.answer(Gate.get("challenge=" + "a".repeat(256)))).isEqualTo(TEXT + "a".repeat(256));
            assertThat(gate.answer(Gate.get(""))).isEqualTo("refused missing-header");
        }

        @Test
        void shouldAnswerTrellosHead() {
            assertThat(Gate.of("trello", "secret").answer(Gate.request("HEAD", "", "")))
                    .isEqualTo("200 | ");
        }

        @Test
        void shouldRepeatGraphsTokenDecoded() {
            Gate graph = Gate.of("microsoft-graph", "client-state");
            assertThat(graph.answer(Gate.request(
                            "POST", "validationToken=Validation%3A+Testing+client+Request-Id%3A+1f0c", "")))
                    .isEqualTo(TEXT + "Validation: Testing client Request-Id: 1f0c");
            assertThat(graph.answer(Gate.request("POST", "validationToken=a%0D%0AX-Evil:%201", "")))
                    .isEqualTo("refused malformed");
            assertThat(graph.answer(Gate.request("POST", "validationToken=a%E2%80%AEb", "")))
                    .isEqualTo("refused malformed");
        }

        @Test
        void shouldRepeatOktasHeaderAsJson() {
            assertThat(Gate.of("okta", "token")
                            .answer(Gate.request("GET", "", "", "X-Okta-Verification-Challenge", "abc_DEF-1")))
                    .isEqualTo(JSON + "{\"verification\":\"abc_DEF-1\"}");
        }
    }

    @Nested
    class ThatHandOverASecret {

        private static final String SECRET = "b537207f20cbfa02357cf448134da559e8bd39d61597dcd5631b8012eae53e81";

        @Test
        void shouldKeepAsanasSecretAndRepeatIt() {
            assertThat(Gate.of("asana", "none yet", "handshake", "accept")
                            .answer(Gate.request("POST", "", "{}", "X-Hook-Secret", SECRET)))
                    .isEqualTo("keep " + SECRET + ", 200 X-Hook-Secret: " + SECRET + " | ");
        }

        @Test
        void shouldKeepNotionsToken() {
            assertThat(Gate.of("notion", "none yet", "handshake", "accept")
                            .answer(Gate.request(
                                    "POST", "", "{\"verification_token\":\"secret_tMrlL1qK5vuQAh1b6cZGhFC\"}")))
                    .isEqualTo("keep secret_tMrlL1qK5vuQAh1b6cZGhFC, 200 | ");
        }

        @Test
        void shouldKeepNothingUnlessConfigured() {
            assertThat(Gate.of("asana", "known").answer(Gate.request("POST", "", "{}", "X-Hook-Secret", SECRET)))
                    .isEqualTo("refused missing-header");
            assertThat(Gate.of("notion", "known").answer(Gate.request("POST", "", "{\"verification_token\":\"x\"}")))
                    .isEqualTo("refused missing-header");
        }

        @Test
        void shouldKeepNothingWhereTheHostCannot() {
            assertThat(Gate.of("asana", "known", "handshake", "accept")
                            .decide(
                                    Gate.request("POST", "", "{}", "X-Hook-Secret", SECRET),
                                    EnumSet.of(Ability.CONFIRM)))
                    .isEqualTo(new HandshakeDecision.Refuse(RefusalReason.MISSING_HEADER, null));
        }

        @Test
        void shouldNotPutASecretIntoAHeaderThatWouldEndIt() {
            assertThat(Gate.of("asana", "known", "handshake", "accept")
                            .answer(Gate.request("POST", "", "{}", "X-Hook-Secret", "a\r\nSet-Cookie: b")))
                    .isEqualTo("refused malformed");
        }

        @Test
        void shouldTellNothingOfTheSecret() {
            assertThat(new HandshakeDecision.Keep("hush", new HandshakeResponse(200, Headers.none(), Gate.payload("")))
                            .toString())
                    .doesNotContain("hush");
        }
    }

    @Nested
    class OfBraintree {

        private static final String KNOWN = "20f9f8ed05f77439fe955c977e4c8a53";

        private final Gate braintree = Gate.of("braintree", "secretKey", "publicKey", "my_public_key");

        /** Known answer of the provider's SDK: key, challenge and result. */
        @Test
        void shouldProveThatItKnowsTheKey() {
            assertThat(braintree.answer(Gate.get("bt_challenge=" + KNOWN)))
                    .isEqualTo(TEXT + "my_public_key|54a00195c77232e50bc94fe9aac407d3f11575e1");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "20f9f8ed05f77439fe9",
                    "20f9f8ed05f77439fe955c977e4c8a53a",
                    "20F9F8ED05F77439FE955C977E4C8A53",
                    "20f9f8ed05f77439fe955c977e4c8a5g",
                    "%0A20f9f8ed05f77439fe955c977e"
                })
        void shouldSignNothingButChallenges(String challenge) {
            assertThat(braintree.answer(Gate.get("bt_challenge=" + challenge))).isEqualTo("refused malformed");
        }
    }

    /** Providers that sign nothing: whom the operator gives a URL with a secret in it. */
    @Nested
    class OfProvidersThatDoNotSign {

        @Test
        void shouldTellStravaItsChallengeAsJson() {
            Gate strava = Gate.of("strava", "url-secret", "verifyToken", "STRAVA");
            String asked = "hub.mode=subscribe&hub.challenge=15f7d1a91c1f40f8a748fd134752feb3&hub.verify_token=";

            assertThat(strava.answer(Gate.get(asked + "STRAVA")))
                    .isEqualTo(JSON + "{\"hub.challenge\":\"15f7d1a91c1f40f8a748fd134752feb3\"}");
            assertThat(strava.answer(Gate.get(asked + "GARMIN"))).isEqualTo("refused invalid-signature");
        }

        @Test
        void shouldTellMondayItsChallenge() {
            Gate monday = Gate.of("monday", "url-secret");

            assertThat(monday.answer(Gate.request("POST", "", "{\"challenge\":\"3eZbrw1aBm2rZgRNFdxV\"}")))
                    .isEqualTo(JSON + "{\"challenge\":\"3eZbrw1aBm2rZgRNFdxV\"}");
            assertThat(monday.answer(Gate.request("POST", "token=url-secret", "{\"event\":{\"type\":\"x\"}}")))
                    .isEqualTo("none");
        }

        @Test
        void shouldRepeatRingCentralsHeader() {
            assertThat(Gate.of("ringcentral", "verification")
                            .answer(Gate.request("POST", "", "", "Validation-Token", "7c3a-11")))
                    .isEqualTo("200 Validation-Token: 7c3a-11 | ");
        }

        @Test
        void shouldTellEventGridItsCode() {
            assertThat(Gate.of("azure-event-grid", "url-secret")
                            .answer(Gate.request(
                                    "POST",
                                    "",
                                    "[{\"id\":\"1\",\"data\":{\"validationCode\":\"512d38b6-c7b8-40c8\"}}]",
                                    "aeg-event-type",
                                    "SubscriptionValidation")))
                    .isEqualTo(JSON + "{\"validationResponse\":\"512d38b6-c7b8-40c8\"}");
        }
    }

    @Test
    void shouldKnowNoHandshakesOfMostProviders() {
        Gate stripe = Gate.of("stripe", "whsec_test");
        assertThat(stripe.answer(stripe.signed("{\"id\":\"evt_1\"}"))).isEqualTo("none");
        assertThat(stripe.answer(Gate.get("challenge=abc"))).isEqualTo("refused missing-header");
    }
}
