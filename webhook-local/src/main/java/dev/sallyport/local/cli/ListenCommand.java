package dev.sallyport.local.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sallyport.core.signature.SignatureScheme;
import dev.sallyport.core.signature.catalogue.SchemeCatalogue;
import dev.sallyport.core.signature.key.KeyRefusedException;
import dev.sallyport.core.signature.key.SigningSecret;
import dev.sallyport.hosting.config.ConfigRefusedException;
import dev.sallyport.hosting.config.SecretResolver;
import dev.sallyport.hosting.web.Request;
import dev.sallyport.local.http.DoorLimits;
import dev.sallyport.local.http.JdkHttpDoor;
import dev.sallyport.local.http.PortUnavailableException;
import dev.sallyport.local.listen.Behaviour;
import dev.sallyport.local.listen.Listener;
import dev.sallyport.local.listen.Reception;
import dev.sallyport.local.listen.SignatureCheck;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Plays an endpoint. */
@Command(
        name = "listen",
        description = {
            "Receives webhooks on this machine, verifies them, prints a line for each, and answers as it is told,",
            "until it has received --count of them or is told to stop (Ctrl-C).",
            "Exit status 1 if a signature did not hold."
        },
        footer = {
            "",
            "Example:",
            "  sallyport listen --port 9000 --secret env:ENDPOINT_SECRET --status 503 --retry-after 5 --fail-first 3",
            "  sallyport listen --drip"
        })
final class ListenCommand implements Callable<Integer> {

    private static final Duration FOR_ANSWERS_UNDER_WAY = Duration.ofSeconds(2);

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "9000",
            description = "The port of 127.0.0.1 to listen on, 0 for any free one; default ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--secret",
            paramLabel = "REF",
            description = "The endpoint's secret: env:NAME, file:PATH, or literal:VALUE for tests; repeat it while"
                    + " secrets are rotated. Without it nothing is verified.")
    private List<String> secrets = new ArrayList<>();

    @Option(
            names = "--scheme",
            paramLabel = "S",
            description = "How requests are signed, repeatable; default standard-webhooks and stripe, whichever is"
                    + " there, and both if both are.")
    private List<String> schemes = new ArrayList<>();

    @Option(
            names = "--status",
            paramLabel = "N",
            defaultValue = "200",
            description = "What to answer, 200 to 599; default ${DEFAULT-VALUE}.")
    private int status;

    @Option(names = "--retry-after", paramLabel = "V", description = "Send Retry-After: seconds, or an HTTP date.")
    private @Nullable String retryAfter;

    @Option(names = "--delay", paramLabel = "D", description = "Answer after this time, such as PT2S.")
    private @Nullable String delay;

    @ArgGroup
    private MannerOptions manner = new MannerOptions();

    @Option(
            names = "--fail-first",
            paramLabel = "N",
            description = "Do so to the first N requests only, and answer 200 to the others.")
    private @Nullable Integer failFirst;

    @Option(names = "--count", paramLabel = "N", description = "End after N requests.")
    private @Nullable Integer count;

    @Option(names = "--body", description = "Print bodies, too.")
    private boolean body;

    private final Terminal terminal;
    private final CountDownLatch enough = new CountDownLatch(1);
    private final AtomicBoolean ended = new AtomicBoolean();

    ListenCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        Listener listener = new Listener(check(), behaviour(), Clock.systemUTC(), this::print);
        JdkHttpDoor door = new JdkHttpDoor(
                DoorLimits.ofBody(DoorLimits.DEFAULT_MAX_BODY_BYTES),
                (request, fault) -> terminal.err().println("sallyport: a fault of the program: " + fault.getClass()));
        InetSocketAddress address = listen(door, listener);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(door, listener), "stopping"));
        terminal.err()
                .println("sallyport: listening on http://127.0.0.1:" + address.getPort()
                        + (secrets.isEmpty() ? ", verifying nothing: give --secret" : ""));
        enough.await();
        end(door, listener);
        return listener.refused() == 0 ? 0 : FailureRendering.FAILED;
    }

    private InetSocketAddress listen(JdkHttpDoor door, Listener listener) {
        if (port < 0 || port > 65_535) {
            throw new CommandFailure("--port must be 0 to 65535, not " + port);
        }
        try {
            return door.startAnswering(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), listener);
        } catch (PortUnavailableException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
    }

    private SignatureCheck check() {
        SecretResolver resolver = new SecretResolver(terminal.environment(), terminal.directory());
        try {
            List<SigningSecret> found = new ArrayList<>();
            for (String reference : secrets) {
                found.add(SigningSecret.of(resolver.find(reference, "--secret").reveal()));
            }
            return SignatureCheck.of(
                    (schemes.isEmpty() ? List.of("standard-webhooks", "stripe") : schemes)
                            .stream().map(ListenCommand::scheme).toList(),
                    found);
        } catch (ConfigRefusedException | KeyRefusedException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
    }

    private static SignatureScheme scheme(String name) {
        SignatureScheme scheme = SchemeCatalogue.builtIn().find(name);
        if (scheme == null) {
            throw new CommandFailure("there is no scheme '" + name + "'; 'sallyport schemes' lists the names");
        }
        return scheme;
    }

    private Behaviour behaviour() {
        Integer requests = failFirst;
        String wait = delay;
        try {
            return new Behaviour(
                    status,
                    retryAfter,
                    wait == null ? Duration.ZERO : Duration.parse(wait),
                    manner.manner(),
                    requests == null ? Integer.MAX_VALUE : requests);
        } catch (DateTimeParseException e) {
            throw new CommandFailure("--delay must be a duration such as PT2S or PT0.5S, not " + wait, e);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(
                    "--status must be 200 to 599, --delay and --fail-first zero or more: " + e.getMessage(), e);
        }
    }

    private void print(Reception reception) {
        if (common.json()) {
            printJson(reception);
        } else {
            printLine(reception);
        }
        terminal.out().flush();
        Integer most = count;
        if (most != null && reception.number() >= most) {
            enough.countDown();
        }
    }

    private void printLine(Reception reception) {
        Request request = reception.request();
        String attempt = reception.attempt();
        terminal.out()
                .println(printable(String.join(
                        " ",
                        reception.at().toString(),
                        request.method(),
                        request.path(),
                        Objects.requireNonNullElse(reception.eventId(), "-"),
                        Objects.requireNonNullElse(reception.eventType(), "-"),
                        attempt == null ? "-" : "attempt " + attempt,
                        request.body().size() + " bytes",
                        reception.signature(),
                        "->",
                        reception.status() == 0 ? "no answer" : Integer.toString(reception.status()))));
        if (body) {
            terminal.out().println(printable(text(request)));
        }
    }

    private void printJson(Reception reception) {
        Request request = reception.request();
        JsonLine.print(terminal, json -> {
            json.writeNumberField("number", reception.number());
            json.writeStringField("at", reception.at().toString());
            json.writeStringField("method", request.method());
            json.writeStringField("path", request.path());
            json.writeStringField("event_id", reception.eventId());
            json.writeStringField("event_type", reception.eventType());
            json.writeStringField("attempt", reception.attempt());
            json.writeNumberField("bytes", request.body().size());
            json.writeStringField("signature", reception.signature());
            json.writeNumberField("status", reception.status());
            if (body) {
                json.writeStringField("body", text(request));
            }
        });
    }

    private static String text(Request request) {
        return new String(request.body().toByteArray(), UTF_8);
    }

    /** What senders say must not move the cursor of whoever looks on. */
    private static String printable(String text) {
        return text.replaceAll("[\\p{Cntrl}&&[^\n\t]]", "?");
    }

    /** Comes by Ctrl-C, or by the count and then again by the end of the process. */
    private void end(JdkHttpDoor door, Listener listener) {
        if (ended.compareAndSet(false, true)) {
            listener.stop();
            door.stop(FOR_ANSWERS_UNDER_WAY);
            terminal.err().println("sallyport: received " + listener.received() + ", refused " + listener.refused());
            terminal.err().flush();
        }
    }
}
