package dev.sallyport.hosting.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.signature.OutboundRequest;
import dev.sallyport.core.signature.SignatureSigner;
import dev.sallyport.core.signature.VerificationResult;
import dev.sallyport.core.signature.key.SigningSecret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads the examples of docs/schemes.md as a gateway would. */
class SchemesDocumentTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    @TempDir
    Path directory;

    private static List<String> examples(String beginning) throws IOException {
        String document = Files.readString(Path.of("..", "docs", "schemes.md"));
        return EXAMPLE.matcher(document)
                .results()
                .map(match -> match.group(1))
                .filter(example -> example.startsWith(beginning))
                .toList();
    }

    private ConfiguredGateway read(String text) throws Exception {
        return ConfiguredGateway.read(
                Files.writeString(directory.resolve("s.yaml"), text),
                Map.of(
                        "OKTA_TOKEN", "t",
                        "EBAY_TOKEN", "t",
                        "EBAY_CLIENT_ID", "us",
                        "EBAY_CLIENT_SECRET", "s",
                        "PLAID_CLIENT_ID", "us",
                        "PLAID_SECRET", "s",
                        "ASANA_SECRET", "s",
                        "ACME_OLD", "old",
                        "ACME_NEW", "new"));
    }

    @Test
    void shouldVerifyWhatItsOwnSchemesSign() throws Exception {
        List<String> examples = examples("schemes:");
        assertThat(examples).hasSize(2);
        for (String example : examples) {
            String scheme =
                    example.lines().skip(1).findFirst().orElseThrow().strip().replace(":", "");

            ConfiguredProvider provider = read(example + "providers:\n  p: { scheme: " + scheme
                            + ", secrets: [ literal:one, literal:two ] }\n")
                    .providers()
                    .get(new ProviderId("p"));

            RawPayload body = RawPayload.adopt("{\"id\":\"evt_1\"}".getBytes(StandardCharsets.UTF_8));
            OutboundRequest signed = SignatureSigner.of(
                            provider.scheme(), provider.secrets().subList(1, 2))
                    .sign(OutboundRequest.post("http://x/", body), NOW, "evt_1");
            assertThat(provider.verifier().verify(signed.receivedAt(NOW)))
                    .isInstanceOf(VerificationResult.Verified.class);
            RawPayload other = RawPayload.adopt("{\"id\":\"evt_2\"}".getBytes(StandardCharsets.UTF_8));
            assertThat(provider.verifier().verify(signed.withBody(other).receivedAt(NOW)))
                    .isInstanceOf(VerificationResult.Refused.class);
        }
    }

    @Test
    void shouldAcceptItsOtherExamples() throws Exception {
        assertThat(examples("server:")).hasSize(1);
        assertThat(examples("providers:")).hasSize(1);

        assertThat(read(examples("server:").getFirst()).providers()).hasSize(2);
        assertThat(read(examples("providers:").getFirst()).providers()).hasSize(4);
    }

    @Test
    void shouldReadItsExampleOfKeysThatAreFetched() throws Exception {
        ConfiguredProvider provider = read("""
                        schemes:
                          acme:
                            signature: { header: X-Signature, encoding: hex }
                            algorithm: ed25519
                        %sproviders:
                          p: { scheme: acme, config: { clientId: us, clientSecret: hush } }
                        """.formatted(
                                examples("key:").getFirst().indent(4)))
                .providers()
                .get(new ProviderId("p"));

        assertThat(provider.scheme().key().source().settings()).containsExactlyInAnyOrder("clientId", "clientSecret");
        assertThat(provider.fetchesKeys()).isTrue();
    }

    @Test
    void shouldReadItsExampleOfSecretsWithTerms() throws Exception {
        ConfiguredProvider provider = read("""
                        providers:
                          p:
                            scheme: generic
                        %s""".formatted(
                                examples("secrets:").getFirst().indent(4)))
                .providers()
                .get(new ProviderId("p"));

        assertThat(provider.secrets()).extracting(SigningSecret::keyId).containsExactly("k1", "k2");
    }
}
