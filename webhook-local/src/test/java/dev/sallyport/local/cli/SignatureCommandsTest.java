package dev.sallyport.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignatureCommandsTest {

    private static final String SIGNED =
            "Stripe-Signature: t=1700000000,v1=7e68ada8447322f233eca3d65879e0f4510ea93b4ccc662a550ffde1cb365234";

    @TempDir
    private Path directory;

    private final FakeTerminal terminal = new FakeTerminal(false, Map.of("SECRET", "whsec_x"));
    private String body;

    @BeforeEach
    void writeBody() throws IOException {
        body = Files.writeString(directory.resolve("body.json"), "{\"id\":\"evt_1\"}\n")
                .toString();
    }

    @Test
    void shouldSignAsTheProviderWould() {
        assertThat(run("sign", "--scheme", "stripe", "--secret", "env:SECRET", "--body", body, "--at", "1700000000"))
                .isZero();
        assertThat(terminal.out()).isEqualToNormalizingNewlines(SIGNED + "\n");
    }

    @Test
    void shouldSayWhatAValidSignatureCovers() {
        assertThat(verifyAt("1700000100")).isZero();
        assertThat(terminal.out())
                .isEqualToNormalizingNewlines(
                        "valid: signed with key 1, covers body, time, signed at 2023-11-14T22:13:20Z\n");
    }

    @Test
    void shouldFailWithTheReasonWhereItDoesNotHold() {
        assertThat(verifyAt("1700001000")).isEqualTo(1);
        assertThat(terminal.out()).isEqualToNormalizingNewlines("expired\n");
    }

    @Test
    void shouldRefuseASecretWithoutAReferenceAndNotRepeatIt() {
        assertThat(run("verify", "--scheme", "stripe", "--secret", "whsec_x", "--body", body))
                .isEqualTo(1);
        assertThat(terminal.err()).contains("env:NAME").doesNotContain("whsec_x");
    }

    @Test
    void shouldNameTheListWhereASchemeIsUnknown() {
        assertThat(run("verify", "--scheme", "strype", "--secret", "env:SECRET"))
                .isEqualTo(1);
        assertThat(terminal.err()).contains("there is no scheme 'strype'").contains("sallyport schemes");
    }

    @Test
    void shouldCountVectorsAndListWhatFails() throws IOException {
        String vector =
                "{\"id\":\"%s\",\"scheme\":\"github\",\"secret\":\"It's a Secret to Everybody\",\"method\":\"POST\","
                        + "\"url\":\"https://e.com/\",\"headers\":{\"X-Hub-Signature-256\":"
                        + "\"sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17\"},"
                        + "\"bodyBase64\":\"SGVsbG8sIFdvcmxkIQ==\",\"nowEpochSeconds\":1700000000,\"expect\":\"%s\"}";
        Path file = Files.writeString(
                directory.resolve("vectors.json"),
                "[" + vector.formatted("right", "valid") + "," + vector.formatted("wrong", "expired") + "]");

        assertThat(run("verify", "--vectors", file.toString())).isEqualTo(1);
        assertThat(terminal.out())
                .isEqualToNormalizingNewlines("wrong (github): expected expired, was valid\n1 passed, 1 failed\n");
    }

    @Test
    void shouldKeepTheDocumentEqualToTheCatalogue() throws IOException {
        assertThat(run("schemes", "--markdown")).isZero();
        assertThat(Path.of("../docs/signature-schemes.md"))
                .as("run ./sallyport schemes --markdown > docs/signature-schemes.md")
                .content()
                .isEqualToNormalizingNewlines(terminal.out());
    }

    private int verifyAt(String time) {
        return run(
                "verify",
                "--scheme",
                "stripe",
                "--secret",
                "env:SECRET",
                "--body",
                body,
                "--at",
                time,
                "--header",
                SIGNED);
    }

    private int run(String... arguments) {
        return Sallyport.run(terminal.terminal(), arguments);
    }
}
