package dev.sallyport.local.listen;

import dev.sallyport.core.event.WebhookRequest;
import dev.sallyport.hosting.web.Request;
import dev.sallyport.hosting.web.Response;
import dev.sallyport.local.http.AnswerHandler;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Receives webhooks and answers as it was told: 401 to a signature that does not hold, the behaviour's answer to the
 * others. Safe for any number of threads; receptions are told one at a time, in the order of their numbers.
 */
public final class Listener implements AnswerHandler {

    private static final int UNAUTHORIZED = 401;
    private static final int UNAVAILABLE = 503;
    private static final Duration FOREVER = Duration.ofDays(365);

    private final SignatureCheck check;
    private final Behaviour behaviour;
    private final InstantSource clock;
    private final Consumer<Reception> audience;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private int received;
    private int refused;

    public Listener(SignatureCheck check, Behaviour behaviour, InstantSource clock, Consumer<Reception> audience) {
        this.check = check;
        this.behaviour = behaviour;
        this.clock = clock;
        this.audience = audience;
    }

    @Override
    public Answer handle(Request request) {
        Instant now = clock.instant();
        String signature = check.verdictOn(new WebhookRequest(
                request.method(), "http://localhost" + request.target(), request.headers(), request.body(), now));
        boolean welcome = signature.equals(SignatureCheck.VERIFIED) || signature.equals(SignatureCheck.UNCHECKED);
        Behaviour towards = tell(request, now, signature, welcome);
        if (!welcome) {
            return new Answer.Whole(Response.text(UNAUTHORIZED, signature));
        }
        boolean stopped = isStoppedBefore(towards);
        return switch (towards.manner()) {
            case WHOLE -> new Answer.Whole(towards.response());
            case HANG -> stopped ? new Answer.Whole(Response.text(UNAVAILABLE, "stopping")) : new Answer.Nothing();
            case CLOSE -> new Answer.Nothing();
            case DRIP, ENDLESS, BOMB ->
                new Answer.Streamed(towards.response(), out -> towards.manner().write(out, stopping));
        };
    }

    private synchronized Behaviour tell(Request request, Instant now, String signature, boolean welcome) {
        received++;
        refused += welcome ? 0 : 1;
        Behaviour towards = behaviour.towards(received);
        int status = towards.answers() ? towards.status() : 0;
        audience.accept(new Reception(received, now, request, signature, welcome ? status : UNAUTHORIZED));
        return towards;
    }

    /** Waits as long as the behaviour says; true if the listener stops meanwhile. */
    private boolean isStoppedBefore(Behaviour towards) {
        Duration wait = towards.manner() == Manner.HANG ? FOREVER : towards.delay();
        try {
            return stopping.await(wait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Lets go of requests that hang, and ends bodies without end. */
    public void stop() {
        stopping.countDown();
    }

    /** Returns how many requests came so far. */
    public synchronized int received() {
        return received;
    }

    /** Returns how many of them had a signature that does not hold, or none. */
    public synchronized int refused() {
        return refused;
    }
}
