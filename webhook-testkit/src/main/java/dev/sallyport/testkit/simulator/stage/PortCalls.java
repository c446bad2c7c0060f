package dev.sallyport.testkit.simulator.stage;

import dev.sallyport.core.port.out.OutcomeUnknownException;
import dev.sallyport.core.port.out.PortUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The way of every call through a port: others may run before it, and it may fail in all the ways there are.
 *
 * <p>Others run before a call only: between its return and the next call an actor does nothing that anyone else could
 * see, so a pause there would give no run that is not given without it.
 */
public final class PortCalls {

    private static final FaultKind[] AROUND = {FaultKind.STALL, FaultKind.CLOCK_JUMP};
    private static final FaultKind[] OF_READS = {FaultKind.CRASH, FaultKind.UNAVAILABLE, FaultKind.STALL};
    private static final FaultKind[] OF_WRITES = {
        FaultKind.CRASH,
        FaultKind.UNAVAILABLE,
        FaultKind.TIMEOUT_NOT_DONE,
        FaultKind.TIMEOUT_DONE,
        FaultKind.TIMEOUT_PARTLY_DONE,
        FaultKind.TIMEOUT_DONE_LATE
    };
    private static final int[] LONGEST_WAITS = {100, 5_000, 150_000};

    private final Scheduler scheduler;
    private final Faults faults;
    private final RandomGenerator random;
    private final Trace trace;

    /** Makes the way of the calls of a run. */
    public PortCalls(Scheduler scheduler, Faults faults, RandomGenerator random, Trace trace) {
        this.scheduler = scheduler;
        this.faults = faults;
        this.random = random;
        this.trace = trace;
    }

    /** Reads through a port. */
    public <T> T read(String call, @Nullable Object about, Supplier<T> effect) {
        before(call, about);
        FaultKind fault = faults.draw(OF_READS);
        if (fault == FaultKind.UNAVAILABLE) {
            throw unavailable(call, about);
        } else if (fault == FaultKind.CRASH) {
            throw host().crash();
        } else if (fault == FaultKind.STALL) {
            stall();
        }
        return done(call, about, effect.get());
    }

    /** Writes one thing through a port. */
    public <T> T write(String call, Object about, Supplier<T> effect) {
        return writeAll(call, List.of(about), whole -> effect.get());
    }

    /**
     * Writes several things through a port.
     *
     * @param effect what the call does to a list of things; also called for a part of the list
     */
    public <E, T> T writeAll(String call, List<E> things, Effect<E, T> effect) {
        before(call, things);
        FaultKind fault = faults.draw(OF_WRITES);
        if (fault == null) {
            return done(call, things, effect.on(things));
        }
        switch (fault) {
            case UNAVAILABLE -> throw unavailable(call, things);
            case TIMEOUT_NOT_DONE -> trace.say(scheduler.current(), call, things, "TIMES OUT, not done");
            case TIMEOUT_DONE -> {
                effect.on(things);
                trace.say(scheduler.current(), call, things, "TIMES OUT, done");
            }
            case TIMEOUT_PARTLY_DONE -> {
                List<E> part = things.subList(0, random.nextInt(things.size() + 1));
                if (!part.isEmpty()) {
                    effect.on(part);
                }
                trace.say(scheduler.current(), call, things, "TIMES OUT, done for the first " + part.size());
            }
            case TIMEOUT_DONE_LATE -> {
                Duration delay = randomWait();
                scheduler.later(delay, () -> doLate(call, things, effect));
                trace.say(scheduler.current(), call, things, "TIMES OUT, done in " + delay);
            }
            case CRASH -> {
                if (random.nextBoolean()) {
                    trace.say(scheduler.current(), call, things, effect.on(things));
                }
                throw host().crash();
            }
            default -> throw new IllegalStateException("no fault of writes: " + fault);
        }
        throw new OutcomeUnknownException("injected by the simulator");
    }

    private <E, T> void doLate(String call, List<E> things, Effect<E, T> effect) {
        try {
            effect.on(things);
            trace.say("late", call, things, "done");
        } catch (PortUnavailableException e) {
            // Whoever called was told long ago that nobody knows.
            trace.say("late", call, things, "refused");
        }
    }

    private void before(String call, @Nullable Object about) {
        FaultKind fault = random.nextInt(3) == 0 ? faults.draw(AROUND) : null;
        if (fault == FaultKind.STALL) {
            trace.say(scheduler.current(), "stalls before " + call, about, "");
            stall();
        } else if (fault == FaultKind.CLOCK_JUMP) {
            host().jump();
        }
        pause();
    }

    private <T> T done(String call, @Nullable Object about, T outcome) {
        trace.say(scheduler.current(), call, about, outcome);
        return outcome;
    }

    private ProcessHost<?> host() {
        return scheduler.current().host();
    }

    /** Lets others run; unwinds if the process died meanwhile. */
    public void pause() {
        scheduler.pause();
        scheduler.current().checkAlive();
    }

    private void stall() {
        scheduler.sleep(randomWait());
        scheduler.current().checkAlive();
    }

    private Duration randomWait() {
        return Duration.ofMillis(random.nextInt(LONGEST_WAITS[random.nextInt(LONGEST_WAITS.length)]));
    }

    private PortUnavailableException unavailable(String call, @Nullable Object about) {
        trace.say(scheduler.current(), call, about, "UNAVAILABLE");
        return new PortUnavailableException("injected by the simulator");
    }

    /** What a call does to a list of things. Its result is of no use where the caller is told that the call failed. */
    @FunctionalInterface
    public interface Effect<E, T> {

        /** Does it. */
        T on(List<E> things);
    }
}
