package dev.sallyport.local.cli;

import dev.sallyport.core.event.Headers;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.signature.SignatureScheme;
import dev.sallyport.core.signature.VerifierOptions;
import dev.sallyport.core.signature.catalogue.SchemeCatalogue;
import dev.sallyport.core.signature.key.SigningSecret;
import dev.sallyport.hosting.config.ConfigRefusedException;
import dev.sallyport.hosting.config.SecretResolver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that describe a request and how it is signed. */
final class SchemeOptions {

    @Option(
            names = "--scheme",
            paramLabel = "S",
            description = "A name of the catalogue; 'sallyport schemes' lists them.")
    private @Nullable String scheme;

    @Option(
            names = "--secret",
            paramLabel = "REF",
            description = "env:NAME, file:PATH, or literal:VALUE for tests; repeat it for several.")
    private List<String> secrets = new ArrayList<>();

    @Option(
            names = "--config-value",
            paramLabel = "NAME=VALUE",
            description =
                    "A value that the scheme asks for, such as webhookId=WH-1 or clientSecret=env:NAME; repeat it "
                            + "for several.")
    private Map<String, String> values = new LinkedHashMap<>();

    @Option(
            names = "--header",
            paramLabel = "'K: V'",
            description = "A header line of the request; repeat it for several.")
    private List<String> headers = new ArrayList<>();

    @Option(
            names = "--body",
            paramLabel = "FILE",
            description = "The exact bytes of the body; none means an empty body.")
    private @Nullable Path body;

    @Option(
            names = "--url",
            paramLabel = "U",
            defaultValue = "https://localhost/",
            description = "The URL registered with the provider, for schemes that sign it.")
    private String url = "https://localhost/";

    @Option(names = "--method", paramLabel = "M", defaultValue = "POST", description = "Default ${DEFAULT-VALUE}.")
    private String method = "POST";

    @Option(
            names = "--at",
            paramLabel = "EPOCH",
            description = "The time to reckon with, in seconds since 1970; default now.")
    private @Nullable Long at;

    SignatureScheme scheme() {
        String name = scheme;
        if (name == null) {
            throw new CommandFailure("--scheme is missing; 'sallyport schemes' lists the names");
        }
        SignatureScheme found = SchemeCatalogue.builtIn().find(name);
        if (found == null) {
            throw new CommandFailure("there is no scheme '" + name + "'; 'sallyport schemes' lists the names");
        }
        return found;
    }

    List<SigningSecret> secrets(Terminal terminal) {
        SecretResolver resolver = resolver(terminal);
        List<SigningSecret> found = new ArrayList<>();
        for (String reference : secrets) {
            try {
                found.add(SigningSecret.of(resolver.find(reference, "--secret").reveal()));
            } catch (ConfigRefusedException e) {
                throw new CommandFailure(String.valueOf(e.getMessage()), e);
            }
        }
        return found;
    }

    VerifierOptions verifierOptions(Terminal terminal) {
        SecretResolver resolver = resolver(terminal);
        VerifierOptions options = VerifierOptions.defaults();
        for (Map.Entry<String, String> value : values.entrySet()) {
            try {
                options = options.withConfig(
                        value.getKey(),
                        resolver.findValue(value.getValue(), "--config-value " + value.getKey())
                                .reveal());
            } catch (ConfigRefusedException e) {
                throw new CommandFailure(String.valueOf(e.getMessage()), e);
            }
        }
        return options;
    }

    private static SecretResolver resolver(Terminal terminal) {
        return new SecretResolver(terminal.environment(), terminal.directory());
    }

    Headers headers() {
        Headers.Builder lines = Headers.builder();
        for (String line : headers) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new CommandFailure("--header must be a line such as 'X-Signature: abc'");
            }
            lines.add(
                    line.substring(0, colon).strip(), line.substring(colon + 1).strip());
        }
        return lines.build();
    }

    RawPayload body() {
        Path file = body;
        return file == null ? RawPayload.empty() : readFile(file);
    }

    static RawPayload readFile(Path file) {
        try {
            return RawPayload.adopt(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new CommandFailure("cannot read " + file + ": is it there, and may you read it?", e);
        }
    }

    String url() {
        return url;
    }

    String method() {
        return method;
    }

    Instant at() {
        Long seconds = at;
        return seconds == null ? Instant.now() : Instant.ofEpochSecond(seconds);
    }
}
