package dev.sallyport.local.cli;

import dev.sallyport.core.event.WebhookRequest;
import dev.sallyport.core.signature.SignatureScheme;
import dev.sallyport.core.signature.SignatureVerifier;
import dev.sallyport.core.signature.VerificationResult;
import dev.sallyport.core.signature.key.KeyRefusedException;
import dev.sallyport.hosting.calls.CallSettings;
import dev.sallyport.hosting.calls.ProviderCalls;
import dev.sallyport.testkit.vectors.SignatureVector;
import dev.sallyport.testkit.vectors.VectorFile;
import dev.sallyport.testkit.vectors.VectorOutcome;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Verifies one request, or a whole file of vectors. */
@Command(
        name = "verify",
        description = {
            "Verifies a request as the gate would: exit status 0 if the signature holds, 1 if not.",
            "Where the provider publishes its keys and no --secret is given, it fetches them as the gate does.",
            "With --vectors it runs a file of signature vectors against the catalogue."
        },
        footer = {
            "",
            "Example:",
            "  sallyport verify --scheme github --secret env:SECRET --header 'X-Hub-Signature-256: sha256=…' --body b.json"
        })
final class VerifyCommand implements Callable<Integer> {

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Mixin
    private final SchemeOptions request = new SchemeOptions();

    @Option(names = "--vectors", paramLabel = "FILE", description = "Run all vectors of this file instead.")
    private @Nullable Path vectors;

    private final Terminal terminal;
    private final CallSettings calls;

    VerifyCommand(Terminal terminal) {
        this(terminal, CallSettings.defaults());
    }

    /** Makes a command that fetches keys in a way of its own. */
    VerifyCommand(Terminal terminal, CallSettings calls) {
        this.terminal = terminal;
        this.calls = calls;
    }

    @Override
    public Integer call() {
        Path file = vectors;
        return file == null ? verifyOne() : runVectors(file);
    }

    private int verifyOne() {
        SignatureScheme scheme = request.scheme();
        StringJoiner unfetched = new StringJoiner("; ");
        ProviderCalls providers =
                ProviderCalls.with(calls, Instant::now, (host, reason) -> unfetched.add(host + ": " + reason));
        try {
            SignatureVerifier verifier = SignatureVerifier.of(
                    scheme,
                    request.secrets(terminal),
                    request.verifierOptions(terminal).withKeyResolver(providers.keys()));
            VerificationResult result = verifier.verify(new WebhookRequest(
                    request.method(), request.url(), request.headers(), request.body(), request.at()));
            return switch (result) {
                case VerificationResult.Verified verified -> valid(verified);
                case VerificationResult.Refused refused ->
                    refused(refused.reason().code());
                case VerificationResult.Undecided undecided -> undecided(unfetched.toString());
            };
        } catch (KeyRefusedException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(e.getMessage() + "; give it with --config-value", e);
        }
    }

    private int valid(VerificationResult.Verified verified) {
        Instant signedAt = verified.signedAt();
        if (common.json()) {
            JsonLine.print(terminal, json -> {
                json.writeStringField("result", SignatureVector.VALID);
                json.writeStringField("key", verified.keyId());
                json.writeStringField("covers", verified.coverage().describe());
                json.writeStringField("signed_at", signedAt == null ? null : signedAt.toString());
            });
        } else {
            terminal.out()
                    .println("valid: signed with key " + verified.keyId() + ", covers "
                            + verified.coverage().describe() + (signedAt == null ? "" : ", signed at " + signedAt));
        }
        return 0;
    }

    private int refused(String code) {
        if (common.json()) {
            JsonLine.print(terminal, json -> json.writeStringField("result", code));
        } else {
            terminal.out().println(code);
        }
        return FailureRendering.FAILED;
    }

    private int undecided(String reason) {
        if (common.json()) {
            JsonLine.print(terminal, json -> {
                json.writeStringField("result", "undecided");
                json.writeStringField("reason", reason);
            });
        } else {
            terminal.out()
                    .println("undecided: the key that it was signed with cannot be had (" + reason
                            + "). The gate would answer 503, so that the provider sends it again;"
                            + " --secret file:PATH gives the key without fetching it.");
        }
        return FailureRendering.FAILED;
    }

    private int runVectors(Path file) {
        List<SignatureVector> all;
        try {
            all = VectorFile.parse(SchemeOptions.readFile(file));
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(file + ": " + e.getMessage(), e);
        }
        int failed = 0;
        for (SignatureVector vector : all) {
            VectorOutcome outcome = VectorOutcome.of(vector);
            if (!outcome.passed()) {
                failed++;
                report(outcome);
            }
        }
        terminal.out().println(all.size() - failed + " passed, " + failed + " failed");
        return failed == 0 ? 0 : FailureRendering.FAILED;
    }

    private void report(VectorOutcome outcome) {
        SignatureVector vector = outcome.vector();
        if (common.json()) {
            JsonLine.print(terminal, json -> {
                json.writeStringField("id", vector.id());
                json.writeStringField("scheme", vector.scheme());
                json.writeStringField("expected", vector.expected());
                json.writeStringField("actual", outcome.actual());
            });
        } else {
            terminal.out()
                    .println(vector.id() + " (" + vector.scheme() + "): expected " + vector.expected() + ", was "
                            + outcome.actual());
        }
    }
}
