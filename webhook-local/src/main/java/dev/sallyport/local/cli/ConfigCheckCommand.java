package dev.sallyport.local.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sallyport.core.ordering.LateEvents;
import dev.sallyport.core.ordering.OrderingPolicy;
import dev.sallyport.hosting.config.ConfigProblem;
import dev.sallyport.hosting.config.ConfigRefusedException;
import dev.sallyport.hosting.config.ConfiguredGateway;
import dev.sallyport.hosting.config.ConfiguredProvider;
import dev.sallyport.hosting.config.OrderingConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Reads a configuration as a gateway would, secrets and schemes included, and says what it holds or what is wrong. */
@Command(
        name = "check",
        description = "Checks a configuration as 'serve' would read it, secrets included, without starting anything.",
        footer = {"", "Example:", "  sallyport config check sallyport.yaml --json"})
final class ConfigCheckCommand implements Callable<Integer> {

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Parameters(
            paramLabel = "FILE",
            arity = "0..1",
            defaultValue = "sallyport.yaml",
            description = "The configuration; default ${DEFAULT-VALUE}.")
    private Path file = Path.of("sallyport.yaml");

    private final Terminal terminal;

    ConfigCheckCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try {
            ConfiguredGateway gateway = ConfiguredGateway.read(file, terminal.environment());
            if (common.json()) {
                JsonLine.print(terminal, json -> writeRight(json, gateway));
            } else {
                printRight(gateway);
            }
            return 0;
        } catch (ConfigRefusedException refused) {
            if (!common.json()) {
                throw new CommandFailure(String.valueOf(refused.getMessage()), refused);
            }
            JsonLine.print(terminal, json -> writeWrong(json, refused));
            return FailureRendering.FAILED;
        }
    }

    private void printRight(ConfiguredGateway gateway) {
        Table table = new Table("PROVIDER", "SCHEME", "SECRETS", "COVERS", "ORDER", "ATTEMPTS", "ARCHIVE");
        for (ConfiguredProvider provider : gateway.providers().values()) {
            table.row(
                    provider.config().id(),
                    provider.scheme().name(),
                    provider.fetchesKeys() ? "published" : provider.secrets().size(),
                    provider.scheme().coverage().describe(),
                    order(provider.config().ordering()),
                    provider.config().retry().attempts(),
                    provider.config()
                            .archive()
                            .mode()
                            .name()
                            .toLowerCase(Locale.ROOT)
                            .replace('_', '-'));
        }
        if (!gateway.providers().isEmpty()) {
            table.print(terminal);
        }
        terminal.out().println(file + " is right.");
    }

    private void writeRight(JsonGenerator json, ConfiguredGateway gateway) throws IOException {
        json.writeStringField("file", file.toString());
        json.writeBooleanField("valid", true);
        json.writeArrayFieldStart("providers");
        for (ConfiguredProvider provider : gateway.providers().values()) {
            json.writeStartObject();
            json.writeStringField("id", provider.config().id().value());
            json.writeStringField("scheme", provider.scheme().name());
            json.writeNumberField("secrets", provider.secrets().size());
            json.writeBooleanField("fetchesKeys", provider.fetchesKeys());
            json.writeStringField("covers", provider.scheme().coverage().describe());
            json.writeStringField("ordering", order(provider.config().ordering()));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void writeWrong(JsonGenerator json, ConfigRefusedException refused) throws IOException {
        json.writeStringField("file", file.toString());
        json.writeBooleanField("valid", false);
        json.writeArrayFieldStart("problems");
        for (ConfigProblem problem : refused.problems()) {
            json.writeStartObject();
            json.writeNumberField("line", problem.at().line());
            json.writeNumberField("column", problem.at().column());
            json.writeStringField("message", problem.message());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static String order(OrderingConfig ordering) {
        String late = ordering.sequence() != null
                ? ", in sequence"
                : ordering.lateEvents() == LateEvents.MARK_STALE ? ", late events marked" : "";
        return order(ordering.policy()) + late;
    }

    private static String order(OrderingPolicy policy) {
        return switch (policy) {
            case OrderingPolicy.ByProvider byProvider -> "provider";
            case OrderingPolicy.ByEntity byEntity -> "entity";
            case OrderingPolicy.Unordered unordered -> "none";
        };
    }
}
