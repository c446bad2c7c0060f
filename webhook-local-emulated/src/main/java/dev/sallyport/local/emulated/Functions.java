package dev.sallyport.local.emulated;

import dev.sallyport.emulation.function.FunctionLog;
import dev.sallyport.emulation.function.FunctionProgram;
import dev.sallyport.emulation.function.FunctionSettings;
import dev.sallyport.emulation.function.InvocationOutcome;
import dev.sallyport.emulation.function.LambdaFunction;
import dev.sallyport.local.engine.EngineFailedException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** The functions that run, by their keys. Safe for any number of threads. */
final class Functions implements AutoCloseable {

    private static final String ARN = "arn:aws:lambda:" + EmbeddedServices.LOCATION.region() + ':'
            + EmbeddedServices.LOCATION.account() + ":function:";

    private final Map<String, LambdaFunction> byKey;

    private Functions(Map<String, LambdaFunction> byKey) {
        this.byKey = Map.copyOf(byKey);
    }

    /** Returns the ARN of a function by its name. */
    static String arnOf(String name) {
        return ARN + name;
    }

    /**
     * Makes functions; no process is started yet.
     *
     * @param shared environment variables of every function, which win over its own
     */
    static Functions make(
            Map<String, FunctionSettings> wanted,
            Map<String, String> shared,
            FunctionProgram program,
            FunctionLog log,
            Clock clock) {
        Map<String, LambdaFunction> byKey = new LinkedHashMap<>();
        wanted.forEach((key, settings) -> {
            Map<String, String> environment = new LinkedHashMap<>(settings.environment());
            environment.putAll(shared);
            FunctionSettings complete = new FunctionSettings(
                    settings.name(),
                    settings.handler(),
                    settings.memory(),
                    settings.timeout(),
                    settings.concurrency(),
                    environment);
            byKey.put(key, new LambdaFunction(complete, program, arnOf(settings.name()), log, clock));
        });
        return new Functions(byKey);
    }

    /** Returns the function that runs a handler of this class, whatever its key. */
    LambdaFunction running(String handlerClass) {
        return byKey.values().stream()
                .filter(function -> function.settings().handler().contains('.' + handlerClass))
                .findFirst()
                .orElseThrow(() -> new EngineFailedException("no function runs " + handlerClass, null));
    }

    LambdaFunction get(String key) {
        LambdaFunction function = byKey.get(key);
        if (function == null) {
            throw new IllegalArgumentException("no function is called '" + key + "'");
        }
        return function;
    }

    Map<String, LambdaFunction> all() {
        return byKey;
    }

    /**
     * Starts functions ahead of their first event, together.
     *
     * @throws EngineFailedException if one does not start
     */
    void warm(List<LambdaFunction> functions) throws InterruptedException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<InvocationOutcome.@Nullable Failed>> starts = new ArrayList<>();
            functions.forEach(function -> starts.add(threads.submit(function::warm)));
            for (int i = 0; i < functions.size(); i++) {
                InvocationOutcome.@Nullable Failed failure = starts.get(i).get();
                if (failure != null) {
                    throw new EngineFailedException(
                            "the function " + functions.get(i).settings().name() + " does not start: "
                                    + failure.message(),
                            null);
                }
            }
        } catch (ExecutionException e) {
            throw new EngineFailedException("a function does not start", e.getCause());
        }
    }

    /** Ends all processes. */
    @Override
    public void close() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            byKey.values().forEach(function -> threads.execute(function::close));
        }
    }
}
