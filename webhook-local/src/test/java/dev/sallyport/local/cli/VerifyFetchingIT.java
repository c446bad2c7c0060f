package dev.sallyport.local.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.delivery.TargetPolicy;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.signature.OutboundRequest;
import dev.sallyport.core.signature.SignatureSigner;
import dev.sallyport.core.signature.catalogue.SchemeCatalogue;
import dev.sallyport.core.signature.key.SigningSecret;
import dev.sallyport.hosting.calls.CallSettings;
import dev.sallyport.testkit.fixture.ScriptedServer;
import dev.sallyport.testkit.fixture.TestCertificates;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verify command with a provider that publishes its key, at a host that lives on this machine. */
class VerifyFetchingIT {

    private static final String TOPIC = "arn:aws:sns:us-east-1:123456789012:orders";
    /** Where the signer says that its certificate lies. */
    private static final String CERTIFICATE = "/SimpleNotificationService-0.pem";

    @TempDir
    static Path common;

    private static TestCertificates hosts;
    private static TestCertificates sns;

    @TempDir
    Path directory;

    private final FakeTerminal terminal = new FakeTerminal(false, Map.of("TOPIC", TOPIC));
    private ScriptedServer server;
    private String body;

    @BeforeAll
    static void makeCertificates() throws Exception {
        hosts = TestCertificates.naming(common, "sns.us-east-1.amazonaws.com");
        sns = TestCertificates.naming(common, "sns.amazonaws.com");
    }

    @BeforeEach
    void start() throws Exception {
        server = ScriptedServer.start(hosts.context());
        OutboundRequest signed = SignatureSigner.of(
                        SchemeCatalogue.builtIn().find("sns"),
                        List.of(SigningSecret.of(sns.privateKeyPem()).withKeyId("1")))
                .sign(
                        OutboundRequest.post(
                                "https://example.com",
                                RawPayload.copyOf(
                                        "{\"Type\":\"Notification\",\"MessageId\":\"165545c9\",\"TopicArn\":\"%s\",\"Message\":\"hello\"}"
                                                .formatted(TOPIC)
                                                .getBytes(UTF_8))),
                        Instant.now(),
                        "165545c9");
        body = Files.write(directory.resolve("body.json"), signed.body().toByteArray())
                .toString();
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private int verify(String... more) throws Exception {
        CallSettings calls = new CallSettings(
                TargetPolicy.builder().allowLoopback(true).build(),
                Duration.ofSeconds(60),
                hosts.context(),
                host -> List.of(InetAddress.getLoopbackAddress()),
                port -> server.port());
        List<String> arguments = new ArrayList<>(
                List.of("verify", "--scheme", "sns", "--config-value", "topicArn=env:TOPIC", "--body", body));
        arguments.addAll(List.of(more));
        return Sallyport.run(
                terminal.terminal(),
                List.of(new VerifyCommand(terminal.terminal(), calls)),
                arguments.toArray(String[]::new));
    }

    @Test
    void shouldFetchTheKeyThatTheProviderPublishes() throws Exception {
        server.answer(CERTIFICATE, 200, sns.certificatePem());

        assertThat(verify()).as(terminal.out() + terminal.err()).isZero();
        assertThat(terminal.out()).startsWith("valid: signed with key");
        assertThat(server.requests()).containsExactly("GET https://sns.us-east-1.amazonaws.com" + CERTIFICATE);
    }

    @Test
    void shouldRefuseWhatAnotherKeySigned() throws Exception {
        server.answer(CERTIFICATE, 200, hosts.certificatePem());

        assertThat(verify()).isEqualTo(1);
        assertThat(terminal.out()).startsWith("invalid-signature");
    }

    @Test
    void shouldSayWhyTheKeyCannotBeHadAndWhatToDo() throws Exception {
        server.answer(CERTIFICATE, 500, "");

        assertThat(verify()).isEqualTo(1);
        assertThat(terminal.out())
                .startsWith("undecided")
                .contains("sns.us-east-1.amazonaws.com: answered 500")
                .contains("--secret file:PATH");
    }

    @Test
    void shouldTellProgramsWhyTheKeyCannotBeHad() throws Exception {
        assertThat(verify("--json")).isEqualTo(1);
        assertThat(terminal.out()).contains("\"result\":\"invalid-signature\"");

        server.answer(CERTIFICATE, 503, "");
        assertThat(verify("--json")).isEqualTo(1);
        assertThat(terminal.out())
                .contains("\"result\":\"undecided\"")
                .contains("\"reason\":\"sns.us-east-1.amazonaws.com: answered 503\"");
    }

    @Test
    void shouldNotFetchWhereTheKeyIsGiven() throws Exception {
        Path key = Files.writeString(directory.resolve("sns.pem"), sns.certificatePem());

        assertThat(verify("--secret", "file:" + key)).as(terminal.out()).isZero();
        assertThat(server.requests()).isEmpty();
    }
}
