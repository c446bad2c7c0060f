package dev.sallyport.local.cli;

import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.signature.OutboundRequest;
import dev.sallyport.hosting.config.ConfiguredProvider;
import dev.sallyport.local.client.Answer;
import dev.sallyport.local.client.GatewayClient;
import dev.sallyport.local.client.GatewayUnreachableException;
import dev.sallyport.local.demo.ProviderSender;
import dev.sallyport.local.demo.TestEvents;
import dev.sallyport.testkit.provider.ProviderPayload;
import dev.sallyport.testkit.provider.ProviderPayloads;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Plays a provider. */
@Command(
        name = "send",
        description = {
            "Sends signed webhooks to a running gateway, as one of its providers would.",
            "The secret is taken from the gateway's configuration, or from the demo providers of its data directory."
        },
        footer = {"", "Example:", "  sallyport send --provider stripe --count 100"})
final class SendCommand implements Callable<Integer> {

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Mixin
    private final GatewayOptions gateway = new GatewayOptions();

    @Mixin
    private final ConfigurationOptions configuration = new ConfigurationOptions();

    @Option(
            names = "--provider",
            paramLabel = "ID",
            defaultValue = "generic",
            description = "Which of the configured providers to play; default ${DEFAULT-VALUE}.")
    private String provider = "generic";

    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many test events to send, 1 to 1,000,000; default ${DEFAULT-VALUE}.")
    private int count;

    @Option(
            names = "--payloads",
            paramLabel = "FILE",
            description = "Send the provider's bodies of this NDJSON file instead of test events.")
    private @Nullable Path payloads;

    @Option(
            names = "--connections",
            paramLabel = "N",
            defaultValue = "4",
            description = "How many to send at a time, 1 to 256; default ${DEFAULT-VALUE}.")
    private int connections;

    @Option(names = "--tamper", description = "Change one byte after signing, to see it refused.")
    private boolean tamper;

    private final Terminal terminal;

    SendCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (count < 1 || count > 1_000_000) {
            throw new CommandFailure("--count must be 1 to 1000000, not " + count);
        }
        if (connections < 1 || connections > 256) {
            throw new CommandFailure("--connections must be 1 to 256, not " + connections);
        }
        ConfiguredProvider configured = configuration.provider(terminal, provider);
        List<ProviderPayload> bodies = bodies(configured);
        Tally tally = new Tally(terminal, common.json());
        try (GatewayClient client = gateway.client(terminal);
                ProgressBar bar = new ProgressBar(terminal, "sent", bodies.size());
                ExecutorService threads = Executors.newFixedThreadPool(connections)) {
            ProviderSender sender = new ProviderSender(client, configured);
            for (ProviderPayload body : bodies) {
                threads.execute(() -> {
                    send(sender, body, tally);
                    bar.advance(1);
                });
            }
        } catch (UnsupportedOperationException e) {
            throw new CommandFailure("only the provider itself can sign for scheme '"
                    + configured.scheme().name() + "'");
        }
        return tally.finish(tamper) ? 0 : FailureRendering.FAILED;
    }

    private List<ProviderPayload> bodies(ConfiguredProvider configured) {
        Path file = payloads;
        if (file == null) {
            TestEvents events = new TestEvents(Long.toString(System.currentTimeMillis(), 36));
            ProviderId id = configured.config().id();
            List<ProviderPayload> bodies = new ArrayList<>(count);
            for (int n = 1; n <= count; n++) {
                bodies.add(events.event(id, configured.scheme().name(), n));
            }
            return bodies;
        }
        try {
            List<ProviderPayload> bodies = ProviderPayloads.read(file).stream()
                    .filter(body -> body.provider().value().equals(provider))
                    .toList();
            if (bodies.isEmpty()) {
                throw new CommandFailure(file + " holds no body of provider '" + provider + "'");
            }
            return bodies;
        } catch (IOException e) {
            throw new CommandFailure("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private void send(ProviderSender sender, ProviderPayload body, Tally tally) {
        Instant now = Instant.now();
        OutboundRequest signed =
                tamper ? sender.signAndTamper(body, now, RandomGenerator.getDefault()) : sender.sign(body, now);
        try {
            tally.answered(body.id(), sender.send(signed));
        } catch (GatewayUnreachableException e) {
            tally.unanswered(body.id(), String.valueOf(e.getMessage()));
        }
    }

    /** Counts answers; with {@code --json} prints each as it comes. Thread-safe. */
    private static final class Tally {

        private final Terminal terminal;
        private final boolean json;
        private final Map<String, Integer> counts = new TreeMap<>();
        private int accepted;
        private int refusedAsForged;
        private int total;
        private @Nullable String lastFailure;

        Tally(Terminal terminal, boolean json) {
            this.terminal = terminal;
            this.json = json;
        }

        synchronized void answered(String name, Answer answer) {
            total++;
            accepted += answer.accepted() ? 1 : 0;
            refusedAsForged += answer.status() == 401 ? 1 : 0;
            String problem = answer.problem();
            counts.merge(answer.status() + (problem == null ? "" : " " + problem), 1, Integer::sum);
            if (json) {
                JsonLine.print(terminal, line -> {
                    line.writeStringField("event", name);
                    line.writeNumberField("status", answer.status());
                    line.writeStringField("webhook_id", answer.webhookId());
                    line.writeBooleanField("duplicate", answer.duplicate());
                });
            }
        }

        synchronized void unanswered(String name, String failure) {
            total++;
            lastFailure = failure;
            counts.merge("no answer", 1, Integer::sum);
            if (json) {
                JsonLine.print(terminal, line -> {
                    line.writeStringField("event", name);
                    line.writeStringField("failure", failure);
                });
            }
        }

        /** Prints what came of it; tells whether all went as it should. */
        synchronized boolean finish(boolean tampered) {
            if (!json) {
                Table table = new Table("ANSWER", "WEBHOOKS");
                counts.forEach(table::row);
                table.print(terminal);
            }
            String failure = lastFailure;
            if (failure != null) {
                terminal.err().println("sallyport: " + failure);
            }
            return (tampered ? refusedAsForged : accepted) == total;
        }
    }
}
