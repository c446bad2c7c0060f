package dev.sallyport.emulation.function;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * A function and its execution environments, which are started when they are needed and kept. Safe for any number of
 * threads.
 *
 * <p>More invocations than the function may run at a time wait, where Lambda would refuse them: a machine with two
 * processors is busy sooner. An environment whose process ended, or whose invocation ran out of time, is replaced.
 */
public final class LambdaFunction implements Invoker, AutoCloseable {

    private final FunctionSettings settings;
    private final FunctionProgram program;
    private final String arn;
    private final FunctionLog log;
    private final Clock clock;
    private final Semaphore places;
    private final Deque<ExecutionEnvironment> idle = new ArrayDeque<>();
    private final Set<ExecutionEnvironment> all = new HashSet<>();
    private boolean closed;

    /** Makes a function; no process is started yet. */
    public LambdaFunction(
            FunctionSettings settings, FunctionProgram program, String arn, FunctionLog log, Clock clock) {
        this.settings = settings;
        this.program = program;
        this.arn = arn;
        this.log = log;
        this.clock = clock;
        places = new Semaphore(settings.concurrency(), true);
    }

    /** Returns what the function is. */
    public FunctionSettings settings() {
        return settings;
    }

    /** Returns the ARN that rules and mappings name it by. */
    public String arn() {
        return arn;
    }

    /** Starts one environment ahead of the first event, and waits for it; returns why it could not, null if it could. */
    public InvocationOutcome.@Nullable Failed warm() throws InterruptedException {
        places.acquire();
        try {
            ExecutionEnvironment environment = take();
            InvocationOutcome.Failed failure = environment.awaitStart();
            release(environment);
            return failure;
        } catch (IOException e) {
            return cannotStart(e);
        } finally {
            places.release();
        }
    }

    @Override
    public InvocationOutcome invoke(String event, @Nullable String trace) throws InterruptedException {
        places.acquire();
        try {
            ExecutionEnvironment environment = take();
            try {
                InvocationOutcome.Failed failure = environment.awaitStart();
                return failure == null ? environment.invoke(event, trace) : failure;
            } finally {
                release(environment);
            }
        } catch (IOException e) {
            return cannotStart(e);
        } finally {
            places.release();
        }
    }

    private static InvocationOutcome.Failed cannotStart(IOException e) {
        return new InvocationOutcome.Failed("Runtime.InitError", String.valueOf(e.getMessage()));
    }

    private synchronized ExecutionEnvironment take() throws IOException {
        if (closed) {
            throw new IOException("the function is stopped");
        }
        ExecutionEnvironment waiting = idle.poll();
        while (waiting != null && !waiting.isUsable()) {
            discard(waiting);
            waiting = idle.poll();
        }
        if (waiting != null) {
            return waiting;
        }
        ExecutionEnvironment started = new ExecutionEnvironment(settings, program, arn, log, clock);
        all.add(started);
        return started;
    }

    private synchronized void release(ExecutionEnvironment environment) {
        if (environment.isUsable() && !closed) {
            // The one used last is used next, so that few are kept warm.
            idle.push(environment);
        } else {
            discard(environment);
        }
    }

    private void discard(ExecutionEnvironment environment) {
        if (all.remove(environment)) {
            environment.close();
        }
    }

    /** Returns the ids of the processes that run the function now. */
    public synchronized List<Long> processIds() {
        return all.stream().map(ExecutionEnvironment::processId).toList();
    }

    /** Ends all environments at once, those with an event under way included. */
    @Override
    public void close() {
        List<ExecutionEnvironment> running;
        synchronized (this) {
            closed = true;
            running = new ArrayList<>(all);
            all.clear();
            idle.clear();
        }
        try (var threads = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
            running.forEach(environment -> threads.execute(environment::close));
        }
    }
}
