package dev.sallyport.testkit.simulator.stage;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One process that can die and be started again, with a clock of its own.
 *
 * @param <P> all that the process has in memory
 */
public final class ProcessHost<P> {

    private static final int LONGEST_RESTART_SECONDS = 20;

    private final String name;
    private final Scheduler scheduler;
    private final RandomGenerator random;
    private final Trace trace;
    private final Function<InstantSource, P> start;
    private @Nullable P process;
    private Duration skew = Duration.ZERO;
    private int incarnation;
    private long startAt;
    private int visitors;

    /**
     * Makes a host whose process has not started yet.
     *
     * @param start starts a process with its clock; called again after each crash
     */
    public ProcessHost(
            String name, Scheduler scheduler, RandomGenerator random, Trace trace, Function<InstantSource, P> start) {
        this.name = name;
        this.scheduler = scheduler;
        this.random = random;
        this.trace = trace;
        this.start = start;
    }

    /** Does work in this process; null if the process is down or dies meanwhile. */
    public <T> @Nullable T run(Function<P, T> work) {
        P running = runningProcess();
        if (running == null) {
            return null;
        }
        Actor actor = scheduler.current();
        actor.enter(this);
        visitors++;
        try {
            return work.apply(running);
        } catch (ProcessDied e) {
            return null;
        } finally {
            actor.exit();
            visitors--;
        }
    }

    private @Nullable P runningProcess() {
        if (process == null && scheduler.now() >= startAt) {
            process = start.apply(this::readClock);
            trace.say(name, "starts");
        }
        return process;
    }

    /** Ends the process with all that it has in memory, and unwinds the caller. */
    public ProcessDied crash() {
        incarnation++;
        process = null;
        startAt = scheduler.now()
                + Duration.ofSeconds(random.nextInt(LONGEST_RESTART_SECONDS)).toNanos();
        trace.say(name, "DIES");
        return new ProcessDied();
    }

    /** Sets the clock forward or back, by something between a millisecond and ten minutes. */
    void jump() {
        long most = random.nextBoolean() ? 2_000 : 600_000;
        Duration jump = Duration.ofMillis(random.nextLong(-most, most));
        skew = skew.plus(jump);
        trace.say(name, "has its clock set by " + jump);
    }

    /** Tells whether anyone is in the middle of something in this process. */
    public boolean isBusy() {
        return visitors > 0;
    }

    /** Returns how often the process has died. */
    public int incarnation() {
        return incarnation;
    }

    /** Returns when the process can be started after it died. */
    public long startAt() {
        return startAt;
    }

    /** Tells whether the process has died and cannot be started yet. */
    public boolean isDown() {
        return process == null && scheduler.now() < startAt;
    }

    /** Reads this process's clock. */
    public Instant clock() {
        return scheduler.instant().plus(skew);
    }

    private Instant readClock() {
        Instant reading = clock();
        scheduler.current().readClock(reading);
        return reading;
    }

    @Override
    public String toString() {
        return name;
    }
}
