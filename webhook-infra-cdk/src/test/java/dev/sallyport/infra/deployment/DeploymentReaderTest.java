package dev.sallyport.infra.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeploymentReaderTest {

    @Nested
    class Providers {

        @Test
        void shouldBeReadInTheOrderWritten() {
            Deployment deployment = read("""
                    providers:
                      stripe:
                        scheme: stripe
                        secrets: [ secretsmanager:stripe, secretsmanager:shared ]
                      acme:
                        scheme: generic
                        secrets: [ secretsmanager:shared ]
                        config: { account: 12, token: secretsmanager:acme/token }
                        archive: { mode: bundled, transitionAfter: PT36H, expireAfter: P90D }
                    """);

            assertThat(deployment.providers())
                    .containsExactly(
                            new ProviderDeployment("stripe", List.of("stripe", "shared"), false, false, null, null),
                            new ProviderDeployment("acme", List.of("shared", "acme/token"), false, true, 2, 90));
            assertThat(deployment.secretNames()).containsExactly("acme/token", "shared", "stripe");
            assertThat(deployment.providersBySecret())
                    .isEqualTo(Map.of(
                            "acme/token", List.of("acme"),
                            "shared", List.of("stripe", "acme"),
                            "stripe", List.of("stripe")));
        }

        @Test
        void shouldNeedNoSecretWhereTheProviderPublishesItsKeys() {
            assertThat(read("providers: { topic: { scheme: sns } }").secretNames())
                    .isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"bundles", "dead-letters", "events"})
        void shouldNotBeNamedAsOtherPartsOfTheArchive(String name) {
            assertRefused(
                    "providers: { " + name + ": { scheme: sns } }",
                    ":" + (name.length() + 16),
                    "on AWS no provider can be called '" + name + "': choose another name");
        }

        @Test
        void shouldHaveNamesThatFitAnAddress() {
            assertRefused("providers: { Acme: { scheme: sns } }", ":20", "a provider's name is 1 to 64 of a-z");
        }
    }

    @Nested
    class Secrets {

        @ParameterizedTest
        @ValueSource(strings = {"env:STRIPE", "file:stripe.secret", "literal:whsec_do-not-repeat"})
        void shouldBeRefusedWhereNoFunctionCanFindThem(String reference) {
            String text = "providers:\n  stripe:\n    secrets: [ " + reference + " ]\n";

            assertThatThrownBy(() -> read(text))
                    .isInstanceOf(RefusedConfigurationException.class)
                    .hasMessage("sallyport.yaml:3:16: env:, file: and literal: are for gateways on one machine; a"
                            + " function on AWS has none of them: write secretsmanager:NAME; the deployment makes an"
                            + " entry of that name, and 'aws secretsmanager put-secret-value' gives it its value");
        }

        @Test
        void shouldBeRefusedInConfigToo() {
            assertRefused(
                    "providers: { a: { config: { key: env:KEY } } }",
                    ":34",
                    "env:, file: and literal: are for gateways");
        }

        @Test
        void shouldNotBeRepeatedWhenTheyAreWrittenOut() {
            assertThatThrownBy(() -> read("providers: { a: { secrets: [ whsec_do-not-repeat ] } }"))
                    .hasMessageContaining("a secret is given by reference: write secretsmanager:NAME")
                    .hasMessageNotContaining("do-not-repeat");
        }

        @ParameterizedTest
        @ValueSource(strings = {"secretsmanager:", "secretsmanager:a b", "secretsmanager:ä"})
        void shouldHaveNamesThatTheServiceKnows(String reference) {
            assertRefused(
                    "providers: { a: { secrets: [ '" + reference + "' ] } }",
                    ":30",
                    "the name of a secret is 1 to 512 of A-Z, a-z, 0-9 and /_+=.@-");
        }

        @Test
        void shouldAllBeToldAtOnce() {
            assertThatThrownBy(() -> read("""
                            providers:
                              a: { secrets: [ env:A ] }
                              b: { secrets: [ env:B ] }
                            """))
                    .hasMessageContaining("sallyport.yaml:2:19:")
                    .hasMessageContaining("sallyport.yaml:3:19:");
        }
    }

    @Nested
    class Ages {

        @ParameterizedTest
        @CsvSource({"P1D, 1", "PT1H, 1", "PT24H, 1", "PT24H1S, 2", "P365D, 365"})
        void shouldBeRoundedUpToDays(String written, int days) {
            assertThat(read("providers: { a: { archive: { expireAfter: " + written + " } } }")
                            .providers()
                            .get(0)
                            .expireAfterDays())
                    .isEqualTo(days);
        }

        @ParameterizedTest
        @ValueSource(strings = {"30d", "PT0S", "P-1D", "P999999999999D"})
        void shouldBeDurationsOfMoreThanZero(String written) {
            assertRefused(
                    "providers: { a: { archive: { expireAfter: " + written + " } } }",
                    ":43",
                    "'expireAfter' must be a duration of more than zero: for example P30D");
        }

        @Test
        void shouldComeInOrder() {
            assertRefused(
                    "providers: { a: { archive: { transitionAfter: P2D, expireAfter: P2D } } }",
                    ":47",
                    "'transitionAfter' must be shorter than 'expireAfter', by a day");
        }
    }

    @Nested
    class Form {

        @Test
        void shouldBeOneOfTheKnownSections() {
            assertRefused("provider: {}", ":11", "a configuration has no section 'provider'");
        }

        @Test
        void shouldBeYaml() {
            assertRefused("providers: {", "", "is not YAML");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "- a", "just text"})
        void shouldBeASection(String text) {
            assertRefused(text, "", "has no 'providers' section");
        }

        @Test
        void shouldNotSayThingsTwice() {
            assertRefused("providers: { a: { scheme: sns }, a: { scheme: sns } }", ":34", "'a' is given twice");
        }

        @Test
        void shouldHaveNoAnchorsThatMayLeadBackToThemselves() {
            assertRefused("schemes: &a [ *a ]", ":10", "anchors are not read here");
        }

        @Test
        void shouldBeAFileThatIsThere() {
            assertThatThrownBy(() -> DeploymentReader.read(Path.of("no-such.yaml")))
                    .isInstanceOf(RefusedConfigurationException.class)
                    .hasMessage("no-such.yaml: cannot be read: name the configuration with -c sallyport:config=PATH,"
                            + " or create it as the README says");
        }
    }

    @Nested
    class Json {

        @Test
        void shouldSayTheSameToFunctionsWithoutWhatIsForTheLocalServer() {
            String json = read("""
                            server: { host: 0.0.0.0, port: 80, adminToken: env:ADMIN, maxBodyBytes: 1024 }
                            providers:
                              acme:
                                scheme: generic
                                secrets: [ secretsmanager:acme ]
                                ordering: { by: entity, pointer: /data/customer }
                                config: { quoted: "1", number: 1.50, yes: yes, no: false, nothing: ~ }
                            delivery: { targets: { ports: [ 443, 8443 ] } }
                            """).json();

            assertThat(json)
                    .isEqualTo("{\"server\":{\"maxBodyBytes\":1024},\"providers\":{\"acme\":{\"scheme\":\"generic\","
                            + "\"secrets\":[\"secretsmanager:acme\"],"
                            + "\"ordering\":{\"by\":\"entity\",\"pointer\":\"/data/customer\"},"
                            + "\"config\":{\"quoted\":\"1\",\"number\":1.50,\"yes\":\"yes\",\"no\":false,"
                            + "\"nothing\":null}}},\"delivery\":{\"targets\":{\"ports\":[443,8443]}}}");
        }

        @Test
        void shouldTellWhetherAnythingIsForwarded() {
            assertThat(read("forward: [ { from: a, to: b } ]").forwards()).isTrue();
            assertThat(read("forward: []").forwards()).isFalse();
            assertThat(read("providers: {}").forwards()).isFalse();
        }
    }

    private static Deployment read(String text) {
        return DeploymentReader.read("sallyport.yaml", text);
    }

    private static void assertRefused(String text, String column, String message) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(RefusedConfigurationException.class)
                .hasMessageContaining("sallyport.yaml" + (column.isEmpty() ? "" : ":1" + column))
                .hasMessageContaining(message);
    }
}
