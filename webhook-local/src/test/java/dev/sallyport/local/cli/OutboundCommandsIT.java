package dev.sallyport.local.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.payload.JsonDocument;
import dev.sallyport.core.port.out.Telemetry;
import dev.sallyport.hosting.config.ConfiguredGateway;
import dev.sallyport.local.Eventually;
import dev.sallyport.local.gateway.Gateway;
import dev.sallyport.local.store.LocalStore;
import dev.sallyport.local.store.LocalStoreOptions;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboundCommandsIT {

    @TempDir
    private Path directory;

    private Gateway gateway;
    private String url;
    private String key = "";
    private String err = "";

    @BeforeEach
    void start() throws Exception {
        Path config = Files.writeString(directory.resolve("s.yaml"), """
                providers:
                  acme: { scheme: generic, secrets: [ "literal:x" ] }
                delivery:
                  targets: { allowHttp: true, allowLoopback: true, ports: [ 1 ] }
                  retry: { attempts: 1 }
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
                (during, fault) -> {});
        url = "http://127.0.0.1:" + gateway.address().getPort();
    }

    @AfterEach
    void stop() {
        gateway.stop(Duration.ofSeconds(5));
    }

    private String run(int status, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--url", url));
        StringWriter out = new StringWriter();
        StringWriter errors = new StringWriter();
        Terminal terminal = new Terminal(
                new PrintWriter(out),
                new PrintWriter(errors),
                false,
                120,
                key.isEmpty() ? Map.of() : Map.of("SALLYPORT_API_KEY", key),
                directory);
        assertThat(Sallyport.run(terminal, all.toArray(String[]::new)))
                .as("%s: %s%s", all, out, errors)
                .isEqualTo(status);
        err = errors.toString();
        return out.toString();
    }

    private Map<String, Object> json(int status, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--json");
        return Objects.requireNonNull(JsonDocument.readObject(
                RawPayload.adopt(run(status, all.toArray(String[]::new)).getBytes(UTF_8))));
    }

    @Test
    void shouldLeadFromATenantToADeadDeliveryAndBack() throws Exception {
        json(0, "tenant", "create", "bravo", "--name", "Bravo Ltd");
        Map<String, Object> issued = json(0, "tenant", "key", "create", "bravo", "--label", "ci");
        key = (String) issued.get("api_key");
        Map<String, Object> created = json(
                0, "endpoint", "create", "http://127.0.0.1:1/hook", "--event-type", "invoice.*", "--header", "X-A=b");
        String endpoint = (String) created.get("endpoint_id");
        assertThat(created.get("secret")).asString().startsWith("whsec_");

        String event = (String)
                json(0, "event", "send", "{\"n\":1}", "--type", "invoice.paid").get("event_id");
        // Nobody listens at port 1: the only attempt fails.
        Eventually.see(() -> json(0, "event", "show", event), shown -> "FAILED".equals(shown.get("status")));
        assertThat(run(0, "event", "attempts", event)).contains("connect-failed");
        assertThat(run(0, "event", "list", "--status", "DEAD")).contains("invoice.paid");
        assertThat(run(0, "delivery", "list", "--tenant", "bravo")).contains("DEAD");
        assertThat(json(0, "delivery", "requeue", "--dry-run"))
                .containsEntry("requeued", 1L)
                .containsEntry("failed", 0L);
        assertThat(json(0, "endpoint", "update", endpoint, "--timeout", "PT5S")).containsEntry("timeout", "PT5S");
        assertThat(json(0, "endpoint", "disable", endpoint)).containsEntry("enabled", false);
        assertThat(json(0, "endpoint", "enable", endpoint)).containsKey("missed_since");
        assertThat(json(0, "endpoint", "rotate-secret", endpoint).get("secret")).isNotEqualTo(created.get("secret"));
        assertThat(json(0, "delivery", "reencrypt")).containsEntry("failed", 0L);
        assertThat(run(0, "endpoint", "list")).contains(endpoint);
        run(1, "endpoint", "ping", endpoint);
        assertThat(json(0, "endpoint", "delete", endpoint)).containsEntry("deleted", true);
        json(0, "tenant", "key", "revoke", "bravo", (String) issued.get("key_id"));
        assertThat(json(1, "event", "list").get("error")).asString().contains("no API key");
    }

    @Test
    void shouldSayWhatIsWrongAndWhatToDo() {
        run(1, "event", "list");
        assertThat(err).contains("set SALLYPORT_API_KEY").contains("tenant key create");
        run(0, "tenant", "create", "bravo");
        run(1, "tenant", "create", "bravo");
        assertThat(err).contains("there is a tenant of this id");
        run(0, "tenant", "key", "create", "bravo");
        assertThat(err).contains("only time").contains("export SALLYPORT_API_KEY=spk_");
        run(2, "delivery");
    }
}
