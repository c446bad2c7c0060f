package dev.sallyport.lambda.wiring;

import dev.sallyport.core.application.Providers;
import dev.sallyport.core.port.in.ProcessWebhooksUseCase.EntryOutcome;
import dev.sallyport.core.port.in.ProcessWebhooksUseCase.QueuedWebhook;
import dev.sallyport.core.signature.key.KeyResolution;
import dev.sallyport.hosting.assembly.ConfiguredParts;
import dev.sallyport.hosting.config.GatewayConfig;
import dev.sallyport.hosting.config.ProviderRoster;
import dev.sallyport.hosting.telemetry.JsonLines;
import dev.sallyport.lambda.queue.WebhookBatches.BatchWork;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BiFunction;

/** Gates as the receiver has them, for tests of other packages. */
public final class TestGates {

    private TestGates() {}

    /** Returns providers whose secrets are read as the receiver reads them; nobody publishes keys. */
    public static Providers providers(
            GatewayConfig config, ProviderRoster roster, InstantSource clock, JsonLines lines) {
        ProviderGates gates = new ProviderGates(
                config.providers().keySet(),
                roster,
                request -> new KeyResolution.Unavailable("nobody publishes keys"),
                clock,
                lines);
        return ConfiguredParts.providers(config, gates::of);
    }

    /** Returns the work of a function behind the queue. */
    public static BatchWork work(BiFunction<List<QueuedWebhook>, Instant, List<EntryOutcome>> useCase) {
        return new PlainBatchWork(useCase);
    }
}
