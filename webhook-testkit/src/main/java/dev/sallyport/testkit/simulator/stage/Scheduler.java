package dev.sallyport.testkit.simulator.stage;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Lets actors run one at a time and decides at every pause who goes on. Owns the run's time, which moves a little at
 * every pause and leaps when everyone sleeps.
 *
 * <p>Strict hand-over is what makes runs reproducible: nothing but the random generator decides. Virtual threads are
 * used as coroutines, since a hand-over between two of them costs well under a microsecond.
 */
public final class Scheduler {

    private static final int LONGEST_STEP_NANOS = 2_000_000;

    private final RandomGenerator random;
    private final double stickiness;
    private final int mostSteps;
    private final List<Actor> actors = new ArrayList<>();
    private final PriorityQueue<LateEffect> lateEffects = new PriorityQueue<>(LateEffect.EARLIEST_FIRST);
    private final Thread driver = Thread.currentThread();
    private volatile boolean over;
    private @Nullable Actor current;
    private @Nullable Throwable broken;
    private boolean ending;
    private long now;
    private int steps;
    private int scheduled;

    /**
     * Makes a scheduler for the calling thread, which will wait for the run.
     *
     * @param stickiness how likely an actor goes on at a pause instead of someone drawn, 0 to 1
     * @param mostSteps after how many pauses the run is ended
     */
    public Scheduler(RandomGenerator random, Instant start, double stickiness, int mostSteps) {
        this.random = random;
        this.stickiness = stickiness;
        this.mostSteps = mostSteps;
        this.now = start.getEpochSecond() * 1_000_000_000 + start.getNano();
    }

    /** Adds an actor before the run begins. */
    public Actor add(String name, Runnable script) {
        Actor actor = new Actor(name, this, script);
        actors.add(actor);
        return actor;
    }

    /**
     * Plays until every actor's script has ended; the calling thread waits. A run that breaks, or goes round in circles, is
     * a violation.
     *
     * @param longest how much of the run's own time it may take
     * @return whether it came to rest
     */
    public boolean comesToRest(Violations violations, Duration longest) {
        long start = now;
        run();
        Throwable thrown = broken;
        if (thrown != null) {
            violations.violated(Guarantee.G1, "a use case threw " + thrown + at(thrown));
            return false;
        }
        if (steps > mostSteps || now - start > longest.toNanos()) {
            violations.violated(Guarantee.G1, "the run does not come to rest");
            return false;
        }
        return true;
    }

    private static String at(Throwable thrown) {
        StackTraceElement[] frames = thrown.getStackTrace();
        return frames.length == 0 ? "" : " at " + frames[0];
    }

    private void run() {
        Actor first = choose(null);
        if (first == null) {
            return;
        }
        current = first;
        first.resume();
        while (!over) {
            LockSupport.park(this);
        }
    }

    /** Returns the actor whose turn it is. */
    public Actor current() {
        if (current == null) {
            throw new IllegalStateException("nobody runs");
        }
        return current;
    }

    /** Lets someone else run, perhaps. */
    public void pause() {
        now += random.nextInt(LONGEST_STEP_NANOS);
        if (++steps > mostSteps) {
            end();
        }
        handOver();
    }

    /** Lets the current actor do nothing for a while. */
    public void sleep(Duration duration) {
        sleepUntil(now + duration.toNanos());
    }

    /** Lets the current actor do nothing until an instant. */
    public void sleepUntil(long instant) {
        current().sleepUntil(instant);
        steps++;
        handOver();
    }

    /** Lets the current actor do nothing for a while, or until someone wakes the idle. */
    public void idle(Duration longest) {
        current().setIdle(true);
        sleepUntil(now + longest.toNanos());
        current().setIdle(false);
    }

    /** Wakes whoever is idle. */
    public void wakeIdle() {
        for (Actor actor : actors) {
            if (actor.isIdle()) {
                actor.sleepUntil(now);
            }
        }
    }

    private void handOver() {
        Actor self = current();
        Actor next = choose(self);
        if (next != self && next != null) {
            current = next;
            next.resume();
            self.await();
        }
        if (ending) {
            throw new RunEnded();
        }
    }

    /** Ends the turn of an actor whose script has ended. */
    void leave() {
        Actor next = choose(null);
        if (next != null) {
            current = next;
            next.resume();
        } else {
            over = true;
            LockSupport.unpark(driver);
        }
    }

    private @Nullable Actor choose(@Nullable Actor self) {
        while (true) {
            runLateEffects();
            if (self != null && self.isReady(now) && random.nextDouble() < stickiness) {
                return self;
            }
            int ready = 0;
            long earliest = Long.MAX_VALUE;
            for (Actor actor : actors) {
                if (actor.isReady(now)) {
                    ready++;
                } else if (!actor.isDone()) {
                    earliest = Math.min(earliest, actor.wakeAt());
                }
            }
            if (ready > 0) {
                return nthReady(random.nextInt(ready));
            }
            if (earliest == Long.MAX_VALUE) {
                return null;
            }
            LateEffect next = lateEffects.peek();
            now = next == null ? earliest : Math.min(earliest, next.at);
        }
    }

    private Actor nthReady(int index) {
        int left = index;
        for (Actor actor : actors) {
            if (actor.isReady(now) && left-- == 0) {
                return actor;
            }
        }
        throw new IllegalStateException("fewer actors are ready than were counted");
    }

    private void runLateEffects() {
        for (LateEffect next = lateEffects.peek(); next != null && next.at <= now; next = lateEffects.peek()) {
            lateEffects.remove();
            next.effect.run();
        }
    }

    /** Has something happen after a while, whoever runs then. */
    void later(Duration delay, Runnable effect) {
        lateEffects.add(new LateEffect(now + delay.toNanos(), scheduled++, effect));
    }

    /** Tells whether something is still to happen. */
    public boolean hasLateEffects() {
        return !lateEffects.isEmpty();
    }

    /** Ends the run: every script is unwound at its next pause. */
    void end() {
        ending = true;
        for (Actor actor : actors) {
            actor.sleepUntil(now);
        }
    }

    /** Ends the run because a script threw what no script may throw. */
    void broke(Throwable cause) {
        broken = broken == null ? cause : broken;
        end();
    }

    /** Returns the number of pauses so far, which orders all that happens in a run. */
    public int steps() {
        return steps;
    }

    /** Returns the run's time in nanoseconds since 1970. */
    public long now() {
        return now;
    }

    /** Returns the run's time. */
    public Instant instant() {
        return Instant.ofEpochSecond(Math.floorDiv(now, 1_000_000_000L), Math.floorMod(now, 1_000_000_000L));
    }

    private static final class LateEffect {

        static final Comparator<LateEffect> EARLIEST_FIRST =
                Comparator.<LateEffect>comparingLong(effect -> effect.at).thenComparingInt(effect -> effect.order);

        private final long at;
        private final int order;
        private final Runnable effect;

        LateEffect(long at, int order, Runnable effect) {
            this.at = at;
            this.order = order;
            this.effect = effect;
        }
    }

    /** Unwinds scripts at the end of a run. */
    static final class RunEnded extends Error {

        private static final long serialVersionUID = 1;

        private RunEnded() {
            super("the run is over", null, false, false);
        }
    }
}
