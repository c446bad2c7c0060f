package dev.sallyport.local.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sallyport.core.event.Headers;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.signature.OutboundRequest;
import dev.sallyport.core.signature.SignatureSigner;
import dev.sallyport.core.signature.key.KeyRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Signs one request. */
@Command(
        name = "sign",
        description = "Signs a request as a scheme's provider would, and prints the header lines to send with it.",
        footer = {"", "Example:", "  sallyport sign --scheme stripe --secret env:SECRET --body event.json"})
final class SignCommand implements Callable<Integer> {

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Mixin
    private final SchemeOptions request = new SchemeOptions();

    @Option(
            names = "--id",
            paramLabel = "ID",
            defaultValue = "msg_1",
            description = "The message's id, for schemes that sign one; default ${DEFAULT-VALUE}.")
    private String id = "msg_1";

    @Option(
            names = "--signed-body",
            paramLabel = "FILE",
            description = "Where to write the body, for schemes whose signature is a part of it.")
    private @Nullable Path signedBody;

    private final Terminal terminal;

    SignCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        RawPayload body = request.body();
        OutboundRequest signed = sign(new OutboundRequest(request.method(), request.url(), request.headers(), body));
        Headers headers = signed.headers();
        if (common.json()) {
            JsonLine.print(terminal, json -> {
                json.writeObjectFieldStart("headers");
                for (int i = 0; i < headers.size(); i++) {
                    json.writeStringField(headers.nameAt(i), headers.valueAt(i));
                }
                json.writeEndObject();
            });
        } else {
            for (int i = 0; i < headers.size(); i++) {
                terminal.out().println(headers.nameAt(i) + ": " + headers.valueAt(i));
            }
        }
        if (!signed.body().equals(body) || signedBody != null) {
            writeBody(signed.body());
        }
        return 0;
    }

    private OutboundRequest sign(OutboundRequest unsigned) {
        try {
            return SignatureSigner.of(request.scheme(), request.secrets(terminal), request.verifierOptions(terminal))
                    .sign(unsigned, request.at(), id);
        } catch (UnsupportedOperationException e) {
            throw new CommandFailure("only the provider itself can make signatures of this scheme", e);
        } catch (KeyRefusedException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(e.getMessage() + "; give it with --header, --body or --config-value", e);
        }
    }

    private void writeBody(RawPayload body) {
        Path file = signedBody;
        if (file == null) {
            terminal.out().println();
            terminal.out().println(UTF_8.decode(body.asReadOnlyBuffer()));
            return;
        }
        try {
            Files.write(file, body.toByteArray());
        } catch (IOException e) {
            throw new CommandFailure("cannot write " + file, e);
        }
    }
}
