package dev.sallyport.local.cli;

import dev.sallyport.core.event.ProviderId;
import dev.sallyport.hosting.config.ConfigRefusedException;
import dev.sallyport.hosting.config.ConfiguredGateway;
import dev.sallyport.hosting.config.ConfiguredProvider;
import dev.sallyport.local.gateway.DemoProviders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of commands that need what a gateway is configured with. */
final class ConfigurationOptions {

    @Option(names = "--config", paramLabel = "FILE", description = "The gateway's configuration.")
    private @Nullable Path config;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "sallyport-data",
            description = "Without --config: the gateway's data directory with its demo providers; default "
                    + "${DEFAULT-VALUE}.")
    private Path data = Path.of("sallyport-data");

    /** Reads the configuration and returns one of its providers. */
    ConfiguredProvider provider(Terminal terminal, String name) {
        ConfiguredGateway configured = read(terminal);
        ConfiguredProvider provider =
                ProviderId.isWellFormed(name) ? configured.providers().get(new ProviderId(name)) : null;
        if (provider == null) {
            throw new CommandFailure("no provider '" + name + "' is configured; there are "
                    + configured.providers().keySet().stream()
                            .map(ProviderId::value)
                            .collect(Collectors.joining(", ")));
        }
        return provider;
    }

    private ConfiguredGateway read(Terminal terminal) {
        Path given = config;
        Path file = given == null ? data.resolve(DemoProviders.FILE) : given;
        if (given == null && !Files.exists(file)) {
            throw new CommandFailure(
                    "there is no " + file + "; start './sallyport serve' here first, or give --config");
        }
        try {
            return ConfiguredGateway.read(file, terminal.environment());
        } catch (ConfigRefusedException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
    }
}
