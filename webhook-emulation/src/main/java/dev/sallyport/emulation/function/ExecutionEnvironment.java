package dev.sallyport.emulation.function;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One process that runs a function, one event at a time, with a Runtime API of its own. For one thread at a time. */
final class ExecutionEnvironment implements AutoCloseable {

    /** On a machine that is busy with starting other functions; Lambda itself allows ten seconds. */
    private static final Duration TO_START = Duration.ofSeconds(60);

    private static final Duration TO_END = Duration.ofSeconds(2);

    /** An interrupt at the terminal reaches all processes there; functions finish what is under way before they go. */
    private static final List<String> DEAF_TO_INTERRUPTS = List.of("/bin/sh", "-c", "trap '' INT; exec \"$@\"", "sh");

    private final FunctionSettings function;
    private final Clock clock;
    private final RuntimeApi api;
    private final Process process;
    private boolean usable = true;

    ExecutionEnvironment(
            FunctionSettings function, FunctionProgram program, String functionArn, FunctionLog log, Clock clock)
            throws IOException {
        this.function = function;
        this.clock = clock;
        api = new RuntimeApi(functionArn);
        try {
            process = start(program, log);
        } catch (IOException e) {
            api.close();
            throw e;
        }
    }

    private Process start(FunctionProgram program, FunctionLog log) throws IOException {
        List<String> command = new ArrayList<>(DEAF_TO_INTERRUPTS);
        command.addAll(program.commandLine(function));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        // A function in the cloud does not see this machine's variables either.
        environment.clear();
        environment.putAll(function.environment());
        environment.put("AWS_LAMBDA_RUNTIME_API", api.address());
        environment.put("_HANDLER", function.handler());
        environment.put("AWS_LAMBDA_FUNCTION_NAME", function.name());
        environment.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
        environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(function.memory()));
        environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
        environment.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + function.name());
        environment.put("AWS_LAMBDA_LOG_STREAM_NAME", "local");
        environment.put("LANG", "en_US.UTF-8");
        environment.put("TZ", ":UTC");
        Process started = builder.start();
        Thread.ofVirtual().name("log-" + function.name()).start(() -> copyLog(started, log));
        return started;
    }

    private void copyLog(Process started, FunctionLog log) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(started.getInputStream(), UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                log.line(function.name(), line);
            }
        } catch (IOException e) {
            if (started.isAlive()) {
                throw new UncheckedIOException("the output of a function cannot be read", e);
            }
        }
    }

    /** Waits until the function can take an event; returns why it cannot, null if it can. */
    InvocationOutcome.@Nullable Failed awaitStart() throws InterruptedException {
        try {
            CompletableFuture.anyOf(api.initialized(), process.onExit()).get(TO_START.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            return unusable("Runtime.InitTimeout", "the function did not start within " + TO_START.toSeconds() + " s");
        } catch (ExecutionException e) {
            return unusable("Runtime.InitError", String.valueOf(e.getCause()));
        }
        if (api.initialized().isDone()) {
            @Nullable String problem = api.initialized().join();
            return problem == null ? null : unusable("Runtime.InitError", problem);
        }
        return exited();
    }

    /** Runs the function on one event; afterwards {@link #isUsable} tells whether it can take another. */
    InvocationOutcome invoke(String event, @Nullable String trace) throws InterruptedException {
        CompletableFuture<InvocationOutcome> outcome = api.offer(
                event,
                clock.instant().plus(function.timeout()),
                trace == null ? TraceHeaders.begin(clock.instant()) : trace);
        CompletableFuture<InvocationOutcome> exit = process.onExit().thenApply(ended -> exited());
        try {
            return (InvocationOutcome) CompletableFuture.anyOf(outcome, exit)
                    .get(function.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return unusable(
                    "Sandbox.Timedout",
                    "Task timed out after " + function.timeout().toMillis() / 1_000.0 + " seconds");
        } catch (ExecutionException e) {
            return unusable("Runtime.Unknown", String.valueOf(e.getCause()));
        } finally {
            // What was not settled here must not be answered later.
            outcome.cancel(false);
        }
    }

    private InvocationOutcome.Failed exited() {
        return unusable("Runtime.ExitError", "the function's process ended with status " + process.exitValue());
    }

    private synchronized InvocationOutcome.Failed unusable(String kind, String message) {
        usable = false;
        return new InvocationOutcome.Failed(kind, message);
    }

    /** Tells whether the process is there and waits for events. */
    synchronized boolean isUsable() {
        return usable && process.isAlive();
    }

    long processId() {
        return process.pid();
    }

    /** Ends the process, by force if it does not end within two seconds. */
    @Override
    public void close() {
        end(TO_END);
    }

    /** Tells the process to end, and makes it end when its time is over; returns whether it ended by itself. */
    boolean end(Duration patience) {
        boolean ended = false;
        // The process itself would close what it still has to tell.
        process.toHandle().destroy();
        try {
            ended = process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!ended) {
            process.destroyForcibly();
        }
        api.close();
        return ended;
    }
}
