package dev.sallyport.benchmarks.coldstart;

import dev.sallyport.emulation.function.FunctionSettings;
import dev.sallyport.emulation.function.InvocationOutcome;
import dev.sallyport.emulation.function.LambdaFunction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;

/** Starts functions and watches them. For one thread. */
final class Starter {

    static final String ARN = "arn:aws:lambda:us-east-1:000000000000:function:cold-start";

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final String ACCEPTED = "\"statusCode\":202";
    private static final String MOST_RESIDENT = "VmHWM:";
    private static final double NANOS = 1e6;
    private static final double KIBIBYTES = 1_024;

    private final Map<String, String> variables;
    private final Webhooks webhooks;

    /**
     * Prepares to start functions.
     *
     * @param variables the environment of each
     */
    Starter(Map<String, String> variables, Webhooks webhooks) {
        this.variables = new LinkedHashMap<>(variables);
        this.variables.put(
                "SALLYPORT_JAVA",
                Path.of(System.getProperty("java.home"), "bin", "java").toString());
        this.webhooks = webhooks;
    }

    FunctionSettings settings(String handler, int memory) {
        return new FunctionSettings("cold-start", handler, memory, TIMEOUT, 1, variables);
    }

    /**
     * Starts a function, lets it answer webhooks, and ends it.
     *
     * @param invocations how many after the first; at least 1
     * @throws IOException if it does not accept one of them
     */
    ColdStart start(Contestant contestant, int memory, int invocations) throws IOException, InterruptedException {
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        try (LambdaFunction function = new LambdaFunction(
                settings(contestant.handler(), memory),
                contestant.program().within(memory),
                ARN,
                (name, line) -> told.add(line),
                Clock.systemUTC())) {
            String first = webhooks.next();
            long begin = System.nanoTime();
            InvocationOutcome.Failed failure = function.warm();
            double ready = (System.nanoTime() - begin) / NANOS;
            if (failure != null) {
                throw new IOException(
                        contestant.title() + " does not start: " + failure.message() + '\n' + lines(told));
            }
            accept(function, first, contestant, told);
            double answered = (System.nanoTime() - begin) / NANOS;
            ProcessHandle process = process(function);
            double cpu = cpuMillis(process);
            double[] warm = new double[invocations];
            for (int i = 0; i < invocations; i++) {
                String next = webhooks.next();
                long asked = System.nanoTime();
                accept(function, next, contestant, told);
                warm[i] = (System.nanoTime() - asked) / NANOS;
            }
            return new ColdStart(
                    ready,
                    answered,
                    cpu,
                    Median.of(warm),
                    (cpuMillis(process) - cpu) / invocations,
                    peakMebibytes(process));
        }
    }

    private static void accept(LambdaFunction function, String event, Contestant contestant, BlockingQueue<String> told)
            throws IOException, InterruptedException {
        InvocationOutcome outcome = function.invoke(event, null);
        String problem =
                switch (outcome) {
                    case InvocationOutcome.Returned returned ->
                        returned.answer().replace(" ", "").contains(ACCEPTED) ? null : returned.answer();
                    case InvocationOutcome.Failed failed -> failed.kind() + ": " + failed.message();
                };
        if (problem != null) {
            throw new IOException(contestant.title() + " does not accept a webhook: " + problem + '\n' + lines(told));
        }
    }

    private static String lines(BlockingQueue<String> told) {
        return String.join("\n", told);
    }

    private static ProcessHandle process(LambdaFunction function) throws IOException {
        List<Long> ids = function.processIds();
        return ids.stream()
                .findFirst()
                .flatMap(ProcessHandle::of)
                .orElseThrow(() -> new IOException("the function's process has ended"));
    }

    private static double cpuMillis(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / NANOS;
    }

    private static double peakMebibytes(ProcessHandle process) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            return lines.filter(line -> line.startsWith(MOST_RESIDENT))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                            .sum()
                    / KIBIBYTES;
        }
    }
}
