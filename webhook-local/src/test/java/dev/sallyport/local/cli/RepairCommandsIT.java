package dev.sallyport.local.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.port.out.DeliveryTelemetry;
import dev.sallyport.core.port.out.Telemetry;
import dev.sallyport.core.port.out.WebhookHandler.HandlerFailedException;
import dev.sallyport.core.signature.OutboundRequest;
import dev.sallyport.core.signature.SignatureSigner;
import dev.sallyport.core.signature.catalogue.SchemeCatalogue;
import dev.sallyport.core.signature.key.SigningSecret;
import dev.sallyport.hosting.config.ConfiguredGateway;
import dev.sallyport.local.Eventually;
import dev.sallyport.local.client.GatewayClient;
import dev.sallyport.local.gateway.Gateway;
import dev.sallyport.local.gateway.GatewayExtras;
import dev.sallyport.local.store.LocalStore;
import dev.sallyport.local.store.LocalStoreOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 'redrive', 'replay', 'list' and 'show' against a gateway whose application fails some webhooks. */
class RepairCommandsIT {

    @TempDir
    private Path directory;

    private final FakeTerminal terminal = FakeTerminal.piped();
    private volatile boolean failing = true;
    private Gateway gateway;
    private String url;

    @BeforeEach
    void start() throws Exception {
        Path config = Files.writeString(directory.resolve("s.yaml"), """
                providers:
                  acme: { scheme: generic, secrets: [ "literal:x" ], retry: { attempts: 1 } }
                """);
        gateway = Gateway.start(
                LocalStore.open(
                        directory.resolve("data"),
                        Clock.systemUTC(),
                        LocalStoreOptions.builder().build()),
                ConfiguredGateway.read(config, Map.of()),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Clock.systemUTC(),
                Telemetry.NONE,
                (during, fault) -> {},
                new GatewayExtras(
                        (webhook, payloads) -> {
                            if (failing) {
                                throw new HandlerFailedException("no-such-customer");
                            }
                        },
                        DeliveryTelemetry.NONE));
        url = "http://127.0.0.1:" + gateway.address().getPort();
    }

    @AfterEach
    void stop() {
        gateway.stop(Duration.ofSeconds(10));
    }

    private List<String> accept(int webhooks, String endsIn) throws Exception {
        List<String> ids = new ArrayList<>();
        try (GatewayClient client = new GatewayClient(URI.create(url), null)) {
            for (int i = 0; i < webhooks; i++) {
                OutboundRequest request = SignatureSigner.of(
                                Objects.requireNonNull(SchemeCatalogue.builtIn().find("generic")),
                                List.of(SigningSecret.of("x")))
                        .sign(
                                OutboundRequest.post(
                                        client.urlOf("acme"), RawPayload.adopt(("{\"n\":" + i + "}").getBytes(UTF_8))),
                                Instant.now(),
                                "msg_1");
                ids.add(client.send(request).webhookId());
            }
            Eventually.see(() -> client.list("status", endsIn).webhooks(), listed -> listed.size() >= webhooks);
        }
        return ids;
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--url", url));
        return Sallyport.run(terminal.terminal(), all.toArray(String[]::new));
    }

    @Test
    void shouldRedriveShowingItsProgress() throws Exception {
        accept(3, "DEAD");
        failing = false;

        assertThat(run("redrive", "--provider", "acme")).isZero();

        assertThat(terminal.out().lines().toList().getLast()).matches("run_[0-9a-f]{16}  DONE  +3  +3  +0  +0");
        assertThat(terminal.out()).startsWith("RUN").contains("REDRIVEN");
        assertThat(terminal.err()).isEqualTo("visited 0 of 3\nvisited 3 of 3\n");
    }

    @Test
    void shouldOnlyCountInADryRun() throws Exception {
        accept(2, "DEAD");

        assertThat(run("redrive", "--reason", "handler-failed", "--dry-run", "--json"))
                .isZero();

        assertThat(terminal.out())
                .contains("\"kind\":\"redrive\",\"state\":\"DONE\",\"dry_run\":true")
                .contains("\"visited\":2,\"repaired\":2,\"skipped\":0,\"failed\":0");
        assertThat(run("list", "--status", "DEAD", "--json")).isZero();
        assertThat(terminal.out().lines()).hasSize(3);
    }

    @Test
    void shouldReplayWhatIsNamedAndFailIfSomeAreNotThere() throws Exception {
        failing = false;
        List<String> ids = accept(2, "PROCESSED");

        assertThat(run("replay", "--id", ids.get(1), "--json")).isZero();
        assertThat(run("replay", "--id", ids.get(1), "--id", "wh_" + "0".repeat(32), "--json"))
                .isEqualTo(1);

        assertThat(terminal.out()).contains("\"visited\":2,\"repaired\":1,\"skipped\":0,\"failed\":1");
    }

    @Test
    void shouldLeaveARunToTheGatewayFollowItAndCancelIt() throws Exception {
        failing = false;
        // One each second: more seconds than it takes to cancel on a busy machine.
        accept(30, "PROCESSED");

        assertThat(run("replay", "--all", "--rate", "1", "--no-wait")).isZero();
        String id = terminal.out().lines().toList().getLast().substring(0, 20);
        assertThat(terminal.err()).isEqualTo("Follow it by: sallyport replay --follow " + id + "\n");
        assertThat(run("replay", "--cancel", id, "--json")).isZero();
        assertThat(terminal.out()).contains("\"run_id\":\"" + id + "\",\"kind\":\"replay\",\"state\":\"CANCELLED\"");
        assertThat(run("replay", "--follow", id)).isEqualTo(1);
    }

    @Test
    void shouldSayWhatIsWrong() {
        assertThat(run("redrive")).isEqualTo(1);
        assertThat(run("replay", "--id", "wh_1")).isEqualTo(1);
        assertThat(run("replay", "--follow", "run_1")).isEqualTo(1);
        gateway.stop(Duration.ofSeconds(10));
        assertThat(run("redrive", "--all")).isEqualTo(1);

        assertThat(terminal.err().lines())
                .containsExactly(
                        "sallyport: say which webhooks: name 'ids', give one of provider, status, from, to, reason,"
                                + " or say \"all\":true",
                        "sallyport: every one of 'ids' must be a webhook's id",
                        "sallyport: the gateway knows no run run_1",
                        "sallyport: " + url + " cannot be reached; is './sallyport serve' running there?");
    }

    @Test
    void shouldShowADeadWebhookWithItsFailures() throws Exception {
        String id = accept(1, "DEAD").getFirst();

        assertThat(run("show", id)).isZero();
        assertThat(run("list", "--reason", "handler-failed")).isZero();

        assertThat(terminal.out())
                .containsPattern("dead_letter_key +dead-letters/[0-9-]{10}/" + id + ".json")
                .containsPattern("death_reason +handler-failed")
                .containsPattern(" 1  [0-9TZ:.-]+  handler     no-such-customer")
                .containsPattern(id + "  acme +unknown +DEAD +handler-failed +in-order");
    }
}
