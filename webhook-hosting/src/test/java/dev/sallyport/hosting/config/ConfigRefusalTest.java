package dev.sallyport.hosting.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a configuration is refused for, and where the message points. */
class ConfigRefusalTest {

    private static final ConfigReader READER = new ConfigReader(Set.of("stripe", "github", "generic"));

    private static GatewayConfig read(String text) throws ConfigRefusedException {
        return READER.read("sallyport.yaml", text);
    }

    private static List<String> problems(String text) {
        try {
            read(text);
        } catch (ConfigRefusedException refused) {
            return List.of(refused.getMessage().split("\n"));
        }
        throw new AssertionError("was not refused");
    }

    /** Returns the mistakes of a provider's section, given by its lines after scheme and secrets. */
    private static List<String> inProvider(String lines) {
        return problems("providers:\n  acme:\n    scheme: generic\n    secrets: [ env:A ]\n" + lines.indent(4));
    }

    @Nested
    class Form {

        @Test
        void shouldSayWhereTheFileIsNotYaml() {
            assertThat(problems("server:\n  port: 1\n bad: 2"))
                    .containsExactly(
                            "sallyport.yaml:3:2: is not YAML: expected <block end>, but found '<block mapping start>'");
            assertThat(problems("server: {port: 1"))
                    .containsExactly("sallyport.yaml:1:17: is not YAML: expected ',' or '}', but got <stream end>");
            assertThat(problems("server:\n\tport: 1"))
                    .containsExactly("sallyport.yaml:2:1: is not YAML: found character '\\t(TAB)' that cannot start any"
                            + " token. (Do not use \\t(TAB) for indentation)");
            assertThat(problems("a: b\u0001"))
                    .containsExactly(
                            "sallyport.yaml:1:5: holds the character U+0001, which YAML does not allow: remove it");
        }

        @Test
        void shouldRefuseWhatAConfigurationDoesNotNeed() {
            assertThat(problems("server: &a\n  port: 1"))
                    .containsExactly(
                            "sallyport.yaml:1:9: anchors are not read here: write each value where it belongs");
            assertThat(problems("server: *a"))
                    .containsExactly("sallyport.yaml:1:9: aliases are not read here: write the value out");
            assertThat(problems("server: { port: !!int 1 }"))
                    .containsExactly("sallyport.yaml:1:17: tags are not read here: remove it");
            assertThat(problems("server: {}\n---\nserver: {}"))
                    .containsExactly(
                            "sallyport.yaml:2:1: a second document begins here: keep one document in the file");
            assertThat(problems("server: {}\n? [a]\n: b"))
                    .containsExactly("sallyport.yaml:2:3: a name must be a plain word, not a list or a section");
            assertThat(problems("[".repeat(100_000)))
                    .containsExactly("sallyport.yaml:1:33: is nested deeper than 32 levels");
            assertThat(problems("#".repeat((1 << 20) + 1)))
                    .containsExactly("sallyport.yaml: is longer than a configuration of 1 MiB may be");
        }

        @Test
        void shouldRefuseNamesGivenTwice() {
            assertThat(problems("server:\n  port: 1\n  port: 2"))
                    .containsExactly("sallyport.yaml:3:3: 'port' is given twice, first in line 2: keep one of them");
        }

        @Test
        void shouldRefuseAnEmptyFileAndAnythingButASection() {
            assertThat(problems("")).containsExactly("sallyport.yaml: is empty: it needs a 'providers' section");
            assertThat(problems("# nothing\n"))
                    .containsExactly("sallyport.yaml: is empty: it needs a 'providers' section");
            assertThat(problems("hello"))
                    .containsExactly("sallyport.yaml:1:1: a configuration must be a section of 'name: value' lines");
            assertThat(problems("- server"))
                    .containsExactly(
                            "sallyport.yaml:1:1: a configuration must be a section of 'name: value' lines, not a list");
        }
    }

    @Nested
    class Values {

        @Test
        void shouldNameEveryMistakeAtOnceInTheOrderOfTheFile() {
            assertThat(problems("""
                            server:
                              prot: 80
                              port: 70000
                            providers:
                              Acme:
                                scheme: strpe
                            delivry: {}
                            """))
                    .containsExactly(
                            "sallyport.yaml:2:3: 'prot' is not known in 'server' of a configuration:"
                                    + " did you mean 'port'?",
                            "sallyport.yaml:3:9: 'port' must be a whole number from 0 to 65535",
                            "sallyport.yaml:5:3: a provider's name is 1 to 64 of a-z, 0-9 and '-', beginning with a"
                                    + " letter or digit: it stands in the address /webhooks/{name}",
                            "sallyport.yaml:6:13: there is no scheme 'strpe': did you mean 'stripe'?",
                            "sallyport.yaml:7:1: 'delivry' is not known in a configuration: did you mean 'delivery'?");
        }

        @Test
        void shouldKeepEachMistakeToItsLine() {
            assertThat(problems("\"a\\nb\": 1"))
                    .containsExactly("sallyport.yaml:1:1: 'a?b' is not known in a configuration:"
                            + " known are delivery, forward, providers, schemes, server");
        }

        @Test
        void shouldListWhatIsKnownWhenNothingIsNear() {
            assertThat(problems("completely: {}"))
                    .containsExactly("sallyport.yaml:1:1: 'completely' is not known in a configuration:"
                            + " known are delivery, forward, providers, schemes, server");
            assertThat(problems("providers:\n  a: { scheme: something-else, secrets: [env:A] }"))
                    .containsExactly("sallyport.yaml:2:16: there is no scheme 'something-else':"
                            + " known are generic, github, stripe");
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                        port: '80'                  | 2:9: 'port' must be a whole number from 0 to 65535
                        port: 8080.0                | 2:9: 'port' must be a whole number from 0 to 65535
                        port: 99999999999999999999  | 2:9: 'port' must be a whole number from 0 to 65535
                        port: -1                    | 2:9: 'port' must be a whole number from 0 to 65535
                        port: [80]                  | 2:9: 'port' must be a single value, not a list
                        port: { a: 80 }             | 2:9: 'port' must be a single value, not a section
                        port:                       | 2:8: 'port' has no value: give one or remove the line
                        maxBodyBytes: 0             | 2:17: 'maxBodyBytes' must be a whole number from 1 to 67108864
                        """)
        void shouldRefuseServerValues(String line, String message) {
            assertThat(problems("server:\n  " + line)).containsExactly("sallyport.yaml:" + message);
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                        retry: { first: 1s }              | 5:21: 'first' must be a duration: write PT1S
                        retry: { first: 5 minutes }       | 5:21: 'first' must be a duration: write PT5M
                        retry: { cap: soon }              | 5:19: 'cap' must be a duration: for example PT1S, PT5M, PT12H or P30D
                        retry: { cap: PT0S }              | 5:19: 'cap' must be more than zero and at most 100 years
                        retry: { cap: -PT1S }             | 5:19: 'cap' must be more than zero and at most 100 years
                        retry: { cap: P400D }             | 5:19: 'cap' must be at most P365D
                        retry: { attempts: 0 }            | 5:24: 'attempts' must be a whole number from 1 to 100
                        retry: { jitter: some }           | 5:22: 'jitter' must be none, full, equal, or a fraction above 0 and up to 1, for example 0.1
                        retry: { jitter: 0.0 }            | 5:22: 'jitter' must be none, full, equal, or a fraction above 0 and up to 1, for example 0.1
                        retry: { backoff: fast }          | 5:23: 'fast' is not a choice for 'backoff': known are exponential, linear, listed
                        retry: { backoff: listed }        | 5:12: 'backoff: listed' needs its waits: add delays: [PT1S, PT10S, PT1M]
                        retry: { delays: [] }             | 5:22: 'delays' is empty: list at least one wait
                        retry: { delays: PT1S }           | 5:22: 'delays' must be a list: write delays: [PT1S, PT10S, PT1M]
                        retry: { delays: [PT1S], first: PT1S }     | 5:37: 'first' does not go with 'backoff: listed': use 'delays' alone
                        retry: { backoff: linear, delays: [PT1S] } | 5:39: 'delays' goes with 'backoff: listed' only: remove it
                        retry: { delays: [1s] }           | 5:23: 'delays' must be a duration: write PT1S
                        retry: 3                          | 5:12: 'retry' of provider 'acme' must be a section of 'name: value' lines
                        ordering: { by: entitiy }         | 5:21: 'entitiy' is not a choice for 'by': did you mean 'entity'?
                        ordering: { by: entity, pointer: data } | 5:38: 'pointer' must be a JSON Pointer: for example /data/customer
                        ordering: { pointer: /data }      | 5:26: 'pointer' goes with 'by: entity' only: remove it or change 'by'
                        archive: { mode: bundle }         | 5:22: 'bundle' is not a choice for 'mode': did you mean 'bundled'?
                        archive: { transitionAfter: P2D, expireAfter: P1D } | 5:33: 'transitionAfter' must be shorter than 'expireAfter'
                        url: example.com                  | 5:10: 'url' must be the address registered with the provider: for example https://example.com/webhooks/acme
                        url: ftp://example.com            | 5:10: 'url' must be the address registered with the provider: for example https://example.com/webhooks/acme
                        config: { webhookId: [1] }        | 5:26: 'webhookId' must be a single value, not a list
                        secretz: []                       | 5:5: 'secretz' is not known in provider 'acme': did you mean 'secrets'?
                        """)
        void shouldRefuseProviderValues(String line, String message) {
            assertThat(inProvider(line)).containsExactly("sallyport.yaml:" + message);
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                        allowHttp: yes    | 2:25: 'allowHttp' must be true or false
                        ports: [0]        | 2:22: 'ports' must be a whole number from 1 to 65535
                        ports: 443        | 2:21: 'ports' must be a list: write ports: [443]
                        ports: []         | 2:21: 'ports' allows no port: list at least one, as in [443]
                        """)
        void shouldRefuseDeliveryValues(String entry, String message) {
            assertThat(problems("delivery:\n  targets: { " + entry + " }"))
                    .containsExactly("sallyport.yaml:" + message);
        }

        @Test
        void shouldRefuseSchemesThatAreNoSections() {
            assertThat(problems("schemes:\n  mine: sha256"))
                    .containsExactly("sallyport.yaml:2:9: scheme 'mine' must be a section of 'name: value' lines");
        }
    }

    @Nested
    class Secrets {

        private List<String> secrets(String value) {
            return problems("providers:\n  acme:\n    scheme: generic\n    secrets: " + value);
        }

        @Test
        void shouldNeverRepeatWhatMayBeASecret() {
            String remedy = "a secret is given by reference: write env:NAME, file:PATH, secretsmanager:NAME,"
                    + " or literal:VALUE for tests and demos";

            assertThat(secrets("[ whsec_hunter2 ]")).containsExactly("sallyport.yaml:4:16: " + remedy);
            assertThat(secrets("[ 'hunter2:x' ]")).containsExactly("sallyport.yaml:4:16: " + remedy);
            assertThat(secrets("hunter2"))
                    .containsExactly("sallyport.yaml:4:14: 'secrets' must be a list: write secrets: [ env:NAME ]");
            assertThat(problems("server: { adminToken: hunter2 }")).containsExactly("sallyport.yaml:1:23: " + remedy);
        }

        @Test
        void shouldRefuseEmptySecretsAndNamesThatCannotBe() {
            assertThat(secrets("[ 'literal:' ]"))
                    .containsExactly("sallyport.yaml:4:16: nothing follows 'literal:': an empty secret is no secret");
            assertThat(secrets("[ 'literal:  ' ]"))
                    .containsExactly("sallyport.yaml:4:16: nothing follows 'literal:': an empty secret is no secret");
            assertThat(secrets("[ env:A-B ]"))
                    .containsExactly("sallyport.yaml:4:16: after 'env:' follows the name of an environment variable:"
                            + " letters, digits and '_'");
            assertThat(secrets("[ '' ]"))
                    .containsExactly("sallyport.yaml:4:16: a secret is given by reference: write env:NAME, file:PATH,"
                            + " secretsmanager:NAME, or literal:VALUE for tests and demos");
            assertThat(secrets("[ ~ ]"))
                    .containsExactly(
                            "sallyport.yaml:4:16: an entry of 'secrets' has no value: give one or remove the line");
        }

        @Test
        void shouldNotShowSecretsInTexts() throws ConfigRefusedException {
            GatewayConfig config = read("providers:\n  a: { scheme: generic, secrets: [ literal:hunter2 ] }");

            assertThat(config.toString()).contains("generic").doesNotContain("hunter2");
            assertThat(YamlTree.of("f", "a: hunter2").toString()).doesNotContain("hunter2");
        }
    }
}
