package dev.sallyport.testkit.simulator.stage;

import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.event.WebhookRecord;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Someone who acts in a run: a sender, a worker, a sweeper, an operator. Each has a virtual thread of its own, and the
 * scheduler lets exactly one of them run at a time.
 */
public final class Actor {

    private final String name;
    private final Runnable script;
    private final Scheduler scheduler;

    /** Records as this actor last read them, since it last took entries from the queue. */
    private final Map<WebhookId, WebhookRecord> seen = new HashMap<>();

    private final Set<WebhookId> unrecordedFailures = new LinkedHashSet<>();

    private volatile boolean turn;
    private @Nullable Thread thread;
    private boolean done;
    private boolean idle;
    private long wakeAt;
    private @Nullable ProcessHost<?> host;
    private int incarnation;
    private Instant latestReading = Instant.MIN;

    Actor(String name, Scheduler scheduler, Runnable script) {
        this.name = name;
        this.scheduler = scheduler;
        this.script = script;
    }

    /** Lets this actor run; the caller must stop running. */
    void resume() {
        turn = true;
        if (thread == null) {
            thread = Thread.ofVirtual().unstarted(this::perform);
            thread.start();
        } else {
            LockSupport.unpark(thread);
        }
    }

    private void perform() {
        turn = false;
        try {
            script.run();
        } catch (Scheduler.RunEnded e) {
            // The run is over before this actor's script is.
        } catch (Throwable e) {
            scheduler.broke(e);
        }
        done = true;
        scheduler.leave();
    }

    /** Waits until it is this actor's turn again. */
    void await() {
        while (!turn) {
            LockSupport.park(this);
        }
        turn = false;
    }

    boolean isDone() {
        return done;
    }

    boolean isReady(long now) {
        return !done && wakeAt <= now;
    }

    /** Returns when it wants to run again, in nanoseconds since 1970. */
    public long wakeAt() {
        return wakeAt;
    }

    boolean isIdle() {
        return idle;
    }

    void setIdle(boolean isIdle) {
        idle = isIdle;
    }

    /** Lets this actor do nothing until an instant. */
    public void sleepUntil(long instant) {
        wakeAt = instant;
    }

    /** Begins work inside a process. */
    void enter(ProcessHost<?> process) {
        host = process;
        incarnation = process.incarnation();
    }

    /** Returns the process in which this actor works. */
    public ProcessHost<?> host() {
        if (host == null) {
            throw new IllegalStateException(name + " works in no process");
        }
        return host;
    }

    /** Ends work inside a process. */
    void exit() {
        host = null;
    }

    /** Unwinds this actor if the process that it works in has died since it entered. */
    public void checkAlive() {
        if (host != null && host.incarnation() != incarnation) {
            throw new ProcessDied();
        }
    }

    /** Forgets what it read: it begins something new. */
    public void forgetWhatItSaw() {
        seen.clear();
        unrecordedFailures.clear();
        latestReading = Instant.MIN;
    }

    /** Notes a record as this actor last read it. */
    public void saw(WebhookRecord record) {
        seen.put(record.id(), record);
    }

    @Nullable
    public WebhookRecord lastSeen(WebhookId id) {
        return seen.get(id);
    }

    /** Notes that an attempt of this actor failed, which it must record. */
    public void failedAt(WebhookId id) {
        unrecordedFailures.add(id);
    }

    /** Notes that this actor asked the store to record what became of a webhook. */
    public void recorded(WebhookId id) {
        unrecordedFailures.remove(id);
    }

    /** Returns the webhooks whose failures this actor has not asked the store to record. */
    public Set<WebhookId> unrecordedFailures() {
        return unrecordedFailures;
    }

    /** Notes what a clock showed this actor. */
    void readClock(Instant reading) {
        if (reading.isAfter(latestReading)) {
            latestReading = reading;
        }
    }

    /** Returns the latest instant that a clock has shown this actor since it last took entries from the queue. */
    public Instant latestReading() {
        return latestReading;
    }

    @Override
    public String toString() {
        return name;
    }
}
