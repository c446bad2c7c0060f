package dev.sallyport.local.cli;

import dev.sallyport.hosting.config.ConfigRefusedException;
import dev.sallyport.hosting.config.SecretResolver;
import dev.sallyport.local.client.ApiClient;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A command of tenants: it shows an API key, which is given by reference and never as an argument. */
abstract class TenantApiCommand extends ApiCommand {

    private static final String KEY_VARIABLE = "SALLYPORT_API_KEY";

    @Mixin
    private final GatewayOptions gateway = new GatewayOptions();

    @Option(
            names = "--api-key",
            paramLabel = "REF",
            description = "Where the API key is: env:NAME or file:PATH; default env:" + KEY_VARIABLE + ".")
    private @Nullable String apiKey;

    TenantApiCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    final ApiClient open() {
        String reference = apiKey;
        if (reference == null && terminal.environment().get(KEY_VARIABLE) == null) {
            throw new CommandFailure("there is no API key: set " + KEY_VARIABLE
                    + " or give --api-key file:PATH; 'sallyport tenant key create TENANT' makes one");
        }
        try {
            return gateway.tenant(new SecretResolver(terminal.environment(), terminal.directory())
                    .find(reference == null ? "env:" + KEY_VARIABLE : reference, "--api-key")
                    .reveal());
        } catch (ConfigRefusedException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
    }
}
