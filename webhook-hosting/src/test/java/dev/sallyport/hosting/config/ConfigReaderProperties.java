package dev.sallyport.hosting.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ConfigReaderProperties {

    private static final ConfigReader READER = new ConfigReader(Set.of("generic"));
    private static final String GOOD = """
            server: { port: 8080, adminToken: env:T }
            schemes:
              mine: { header: X-Mine }
            providers:
              acme:
                scheme: generic
                secrets: [ file:a, "literal:b" ]
                ordering: { by: entity, pointer: /a }
                retry: { attempts: 3, backoff: listed, delays: [PT1S, P1D], jitter: 0.1 }
                archive:
                  mode: bundled
                  expireAfter: P30D
                config: { webhookId: '1' }
            delivery:
              targets: { allowHttp: true, ports: [443, 8443] }
            """;

    private static void readOrRefuse(String text) {
        try {
            assertThat(READER.read("f.yaml", text)).isNotNull();
        } catch (ConfigRefusedException refused) {
            assertThat(refused.problems()).isNotEmpty();
            assertThat(refused.problems()).allSatisfy(problem -> {
                assertThat(problem.at().file()).isEqualTo("f.yaml");
                assertThat(problem.message()).isNotBlank().doesNotContain("\n");
            });
        }
    }

    @Property(seed = "20260801")
    void shouldReadOrRefuseAnyText(@ForAll String text) {
        readOrRefuse(text);
    }

    @Property(seed = "20260801")
    void shouldReadOrRefuseAnythingMadeOfTheSignsOfYaml(@ForAll("signs") List<String> signs) {
        readOrRefuse(String.join("", signs));
    }

    @Provide
    Arbitrary<List<String>> signs() {
        return Arbitraries.of(
                        "server",
                        "providers",
                        "port",
                        "a",
                        "1",
                        "PT1S",
                        ": ",
                        ":",
                        "- ",
                        "\n",
                        "\n  ",
                        "\n    ",
                        "[",
                        "]",
                        "{",
                        "}",
                        ", ",
                        "? ",
                        "| ",
                        "|\n",
                        "> ",
                        "&a ",
                        "*a ",
                        "!t ",
                        "!!int ",
                        "'",
                        "\"",
                        "\\",
                        "\\x",
                        "\\u1",
                        "#",
                        " #",
                        "%",
                        "%YAML 1.2\n",
                        "%YAML 9.9\n",
                        "%TAG ! x\n",
                        "---\n",
                        "...\n",
                        "\t",
                        "~",
                        "<<",
                        "@",
                        "`",
                        "\uFEFF",
                        "\uD83D\uDE00",
                        "\uD800",
                        "\u0000",
                        "\u2028",
                        "\r")
                .list()
                .ofMaxSize(40);
    }

    @Property(seed = "20260801")
    void shouldReadOrRefuseAGoodFileWithAPartReplaced(
            @ForAll("place") int from, @ForAll("place") int to, @ForAll("signs") List<String> signs) {
        int begin = Math.min(from, to);
        int end = Math.min(Math.max(from, to), begin + 12);
        readOrRefuse(GOOD.substring(0, begin) + String.join("", signs) + GOOD.substring(end));
    }

    @Provide
    Arbitrary<Integer> place() {
        return Arbitraries.integers().between(0, GOOD.length());
    }
}
