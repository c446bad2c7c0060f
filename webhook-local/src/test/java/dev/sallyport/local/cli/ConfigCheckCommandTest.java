package dev.sallyport.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigCheckCommandTest {

    @TempDir
    Path directory;

    private final FakeTerminal terminal = new FakeTerminal(false, Map.of("STRIPE", "whsec_abc"));
    private String file;

    @BeforeEach
    void name() {
        file = directory.resolve("s.yaml").toString();
    }

    private int check(String text, String... options) throws IOException {
        Files.writeString(Path.of(file), text);
        String[] arguments = new String[options.length + 3];
        arguments[0] = "config";
        arguments[1] = "check";
        arguments[2] = file;
        System.arraycopy(options, 0, arguments, 3, options.length);
        return Sallyport.run(terminal.terminal(), arguments);
    }

    private static final String GOOD = """
            providers:
              stripe: { scheme: stripe, secrets: [ env:STRIPE ] }
              acme:
                scheme: stripe
                secrets: [ "literal:whsec_a", "literal:whsec_b" ]
                ordering: { by: none }
                retry: { attempts: 12 }
              sns: { scheme: sns, config: { topicArn: "arn:aws:sns:us-east-1:1:t" } }
            """;

    @Test
    void shouldShowWhatAConfigurationHolds() throws IOException {
        assertThat(check(GOOD)).isZero();
        assertThat(terminal.out()).isEqualTo("""
                        PROVIDER  SCHEME  SECRETS    COVERS                        ORDER     ATTEMPTS  ARCHIVE
                        stripe    stripe  1          body, time                    provider         3  on-receipt
                        acme      stripe  2          body, time                    none            12  on-receipt
                        sns       sns     published  fields of the body, time, id  provider         3  on-receipt
                        %s is right.
                        """.formatted(file));
    }

    @Test
    void shouldWriteJsonIfAsked() throws IOException {
        assertThat(check(GOOD, "--json")).isZero();
        assertThat(check("server: { prot: 1 }", "--json")).isEqualTo(1);
        assertThat(terminal.out())
                .isEqualTo(("{\"file\":\"%1$s\",\"valid\":true,\"providers\":["
                                + "{\"id\":\"stripe\",\"scheme\":\"stripe\",\"secrets\":1,\"fetchesKeys\":false,"
                                + "\"covers\":\"body, time\",\"ordering\":\"provider\"},"
                                + "{\"id\":\"acme\",\"scheme\":\"stripe\",\"secrets\":2,\"fetchesKeys\":false,"
                                + "\"covers\":\"body, time\",\"ordering\":\"none\"},"
                                + "{\"id\":\"sns\",\"scheme\":\"sns\",\"secrets\":0,\"fetchesKeys\":true,"
                                + "\"covers\":\"fields of the body, time, id\",\"ordering\":\"provider\"}]}\n"
                                + "{\"file\":\"%1$s\",\"valid\":false,\"problems\":[{\"line\":1,\"column\":11,"
                                + "\"message\":\"'prot' is not known in 'server' of a configuration:"
                                + " did you mean 'port'?\"}]}\n")
                        .formatted(file));
    }

    @Test
    void shouldNameEveryMistakeOnALineOfItsOwn() throws IOException {
        assertThat(check("""
                        providers:
                          a: { scheme: stripe, secrets: [ env:ABSENT ] }
                          b: { scheme: stripe, secrets: [ file:absent ] }
                        """)).isEqualTo(1);
        assertThat(terminal.err()).isEqualTo("""
                        sallyport: %1$s:2:35: the environment has no variable ABSENT: set it before starting
                        sallyport: %1$s:3:35: there is no file %2$s/absent: create it, with the secret as its text
                        """.formatted(file, directory));
        assertThat(terminal.out()).isEmpty();
    }
}
