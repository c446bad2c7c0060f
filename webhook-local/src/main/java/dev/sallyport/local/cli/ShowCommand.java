package dev.sallyport.local.cli;

import dev.sallyport.core.event.RawPayload;
import dev.sallyport.local.client.GatewayClient;
import dev.sallyport.local.client.GatewayUnreachableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows one webhook. */
@Command(
        name = "show",
        description = "Shows what a running gateway keeps of a webhook.",
        footer = {"", "Example:", "  sallyport show wh_0123456789abcdefghijklmnopqrstuv --payload body.json"})
final class ShowCommand implements Callable<Integer> {

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Mixin
    private final GatewayOptions gateway = new GatewayOptions();

    @Parameters(paramLabel = "WEBHOOK", description = "The webhook's id.")
    private String webhookId = "";

    @Option(
            names = "--payload",
            paramLabel = "FILE",
            description = "Also write the exact bytes received to this file, which must not exist.")
    private @Nullable Path payload;

    private final Terminal terminal;

    ShowCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (GatewayClient client = gateway.client(terminal)) {
            Map<String, Object> record = client.find(webhookId);
            if (record == null) {
                throw new CommandFailure("no webhook " + webhookId + " is recorded; 'sallyport list' shows which are");
            }
            if (common.json()) {
                JsonLine.print(terminal, json -> JsonValues.writeMembers(json, record));
            } else {
                print(record);
            }
            Path file = payload;
            if (file != null) {
                save(client.payload(webhookId), file);
            }
            return 0;
        } catch (GatewayUnreachableException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
    }

    private void print(Map<String, Object> record) {
        Table fields = new Table("FIELD", "VALUE");
        Table failures = new Table("ATTEMPT", "AT", "WHO FAILED", "CODE");
        record.forEach((name, value) -> {
            if (value instanceof List<?> list) {
                list.forEach(failure -> addFailure(failures, failure));
                fields.row(name, list.size());
            } else {
                fields.row(name, value);
            }
        });
        fields.print(terminal);
        if (failures.lines().size() > 1) {
            terminal.out().println();
            failures.print(terminal);
        }
    }

    private static void addFailure(Table failures, Object failure) {
        if (failure instanceof Map<?, ?> fields) {
            failures.row(
                    String.valueOf(fields.get("attempt")),
                    String.valueOf(fields.get("at")),
                    String.valueOf(fields.get("kind")),
                    String.valueOf(fields.get("code")));
        }
    }

    private void save(@Nullable RawPayload bytes, Path file) {
        if (bytes == null) {
            throw new CommandFailure("the archive does not hold the bytes of " + webhookId + " any more");
        }
        try {
            Files.write(file, bytes.toByteArray(), StandardOpenOption.CREATE_NEW);
            terminal.err().println("wrote " + bytes.size() + " bytes to " + file);
        } catch (IOException e) {
            throw new CommandFailure("cannot write " + file + ": " + e, e);
        }
    }
}
