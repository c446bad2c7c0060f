package dev.sallyport.hosting.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.event.RawPayload;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A configuration as JSON, as functions have it that carry no YAML parser. */
class ConfigReaderJsonTest {

    private static final ConfigReader READER = new ConfigReader(Set.of("stripe", "generic"));

    private static final String YAML = """
            server:
              maxBodyBytes: 2000000
              strandedAfter: PT5M
            providers:
              stripe:
                scheme: stripe
                secrets: [ "secretsmanager:prod/stripe", env:OLD ]
                ordering: { by: entity, pointer: /data/customer }
                retry: { attempts: 3, backoff: exponential, first: PT1S, cap: PT1M, jitter: full }
                archive: { mode: on-receipt, transitionAfter: P30D, expireAfter: P365D }
              plain: { scheme: generic, secrets: [ "literal:123" ] }
            delivery:
              targets: { allowHttp: false, ports: [443, 8443] }
              tenants: { shop: { name: "The shop" } }
            forward:
              - { from: stripe, to: shop, types: [ "charge.*" ], filter: { amount: [ { numeric: [ ">", 10 ] } ] } }
            """;

    private static GatewayConfig read(String json) throws ConfigRefusedException {
        return READER.readJson("sallyport.json", RawPayload.adopt(json.getBytes(UTF_8)));
    }

    @Test
    void shouldSayTheSameAsTheYamlThatItWasWrittenFrom() throws ConfigRefusedException {
        GatewayConfig yaml = READER.read("sallyport.yaml", YAML);
        GatewayConfig json = read(JsonTree.write(YamlTree.of("sallyport.yaml", YAML)));

        assertThat(json)
                .usingRecursiveComparison()
                .ignoringFieldsOfTypes(Position.class)
                .isEqualTo(yaml);
        assertThat(json.providers()
                        .get(new ProviderId("stripe"))
                        .secrets()
                        .getFirst()
                        .at())
                .hasToString("sallyport.json#/providers/stripe/secrets/0");
    }

    @Test
    void shouldNameThePlaceOfAMistake() {
        assertThatThrownBy(() -> read("{\"providers\":{\"a/b\":{\"scheme\":\"gneric\",\"secrets\":[\"env:A\"]}}}"))
                .isInstanceOf(ConfigRefusedException.class)
                .hasMessageContaining("sallyport.json#/providers/a~1b");
    }

    @Test
    void shouldRefuseWhatIsNoJsonObject() {
        for (String text : new String[] {"", "[]", "{", "{\"server\":{},\"server\":{}}", "providers: {}"}) {
            assertThatThrownBy(() -> read(text))
                    .as(text)
                    .isInstanceOf(ConfigRefusedException.class)
                    .hasMessage("sallyport.json: is not one well-formed JSON object without repeated names");
        }
    }

    @Test
    void shouldReadAFile(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(
                directory.resolve("s.json"),
                "{\"providers\":{\"p\":{\"scheme\":\"generic\",\"secrets\":[\"env:A\"]}}}");

        assertThat(READER.readJson(file).providers()).containsOnlyKeys(new ProviderId("p"));
        assertThatThrownBy(() -> READER.readJson(directory.resolve("absent.json")))
                .isInstanceOf(ConfigRefusedException.class)
                .hasMessage(directory + "/absent.json: there is no such file");
    }
}
