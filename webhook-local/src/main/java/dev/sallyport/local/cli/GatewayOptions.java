package dev.sallyport.local.cli;

import dev.sallyport.local.client.ApiClient;
import dev.sallyport.local.client.GatewayClient;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of commands that talk to a running gateway. */
final class GatewayOptions {

    private static final String TOKEN_VARIABLE = "SALLYPORT_ADMIN_TOKEN";

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "http://localhost:8080",
            description = "Where the gateway listens; default ${DEFAULT-VALUE}.")
    private String url = "http://localhost:8080";

    /** Makes a client; the admin token, if one is needed, comes from the environment and never from an argument. */
    GatewayClient client(Terminal terminal) {
        return new GatewayClient(base(), token(terminal));
    }

    /** Makes a client of the JSON interface for operators; the token comes from the environment as well. */
    ApiClient operator(Terminal terminal) {
        return new ApiClient(base(), token(terminal));
    }

    /** Makes a client of the JSON interface for a tenant. */
    ApiClient tenant(String apiKey) {
        return new ApiClient(base(), apiKey);
    }

    private URI base() {
        try {
            URI base = URI.create(url);
            String scheme = String.valueOf(base.getScheme());
            if (base.getHost() != null && (scheme.equals("http") || scheme.equals("https"))) {
                return base;
            }
        } catch (IllegalArgumentException e) {
            throw new CommandFailure("--url must be an address such as http://localhost:8080, not " + url, e);
        }
        throw new CommandFailure("--url must be an address such as http://localhost:8080, not " + url);
    }

    private static @Nullable String token(Terminal terminal) {
        String token = terminal.environment().get(TOKEN_VARIABLE);
        return token == null || token.isBlank() ? null : token;
    }
}
