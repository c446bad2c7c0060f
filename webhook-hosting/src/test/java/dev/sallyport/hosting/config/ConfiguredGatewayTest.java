package dev.sallyport.hosting.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.signature.OutboundRequest;
import dev.sallyport.core.signature.SignatureSigner;
import dev.sallyport.core.signature.VerificationResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfiguredGatewayTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    @TempDir
    Path directory;

    private ConfiguredGateway read(String text) throws Exception {
        Path file = Files.writeString(directory.resolve("s.yaml"), text);
        return ConfiguredGateway.read(file, Map.of("TOKEN", "t"));
    }

    @Test
    void shouldVerifyWithTheSchemeAndSecretsConfigured() throws Exception {
        ConfiguredGateway gateway = read("""
                server: { adminToken: env:TOKEN }
                providers:
                  a: { scheme: stripe, secrets: [ "literal:whsec_old", "literal:whsec_new" ] }
                """);

        ConfiguredProvider provider = gateway.providers().get(new ProviderId("a"));
        OutboundRequest signed = SignatureSigner.of(
                        provider.scheme(), provider.secrets().subList(1, 2))
                .sign(OutboundRequest.post("http://x/", RawPayload.copyOf(new byte[] {1})), NOW, "evt_1");
        assertThat(provider.verifier().verify(signed.receivedAt(NOW))).isInstanceOf(VerificationResult.Verified.class);
        assertThat(gateway.adminToken()).isEqualTo(new SecretText("t"));
        assertThat(gateway.toString()).doesNotContain("whsec_");
    }

    @Test
    void shouldLetConfigurationsDefineSchemesOfTheirOwn() throws Exception {
        ConfiguredGateway gateway = read("""
                schemes:
                  mine: { like: stripe }
                providers:
                  a: { scheme: mine, secrets: [ "literal:whsec_x" ] }
                """);

        assertThat(gateway.providers().get(new ProviderId("a")).scheme().name()).isEqualTo("mine");
    }

    @Test
    void shouldRefuseDefinitionsAtTheFieldThatIsWrong() {
        assertThatThrownBy(() -> read("""
                                schemes:
                                  mine:
                                    like: stripe
                                    signature:
                                      hedder: X
                                """))
                .isInstanceOf(ConfigRefusedException.class)
                .hasMessageStartingWith(directory + "/s.yaml:5:15: mine.signature.hedder: is unknown; known are ");
    }

    @Test
    void shouldRefuseSecretsThatDoNotFitTheirSchemeWithoutShowingThem() {
        assertThatThrownBy(() -> read("providers:\n  a: { scheme: adyen, secrets: [ literal:hunter2 ] }"))
                .isInstanceOf(ConfigRefusedException.class)
                .hasMessageStartingWith(directory + "/s.yaml:2:34: the secret does not fit scheme 'adyen': ")
                .hasMessageNotContaining("hunter2");
    }
}
