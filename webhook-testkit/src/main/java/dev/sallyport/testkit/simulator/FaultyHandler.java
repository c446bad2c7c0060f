package dev.sallyport.testkit.simulator;

import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.port.out.PayloadArchive.ReadOutcome;
import dev.sallyport.core.port.out.WebhookHandler;
import dev.sallyport.testkit.simulator.stage.FaultKind;
import dev.sallyport.testkit.simulator.stage.Faults;
import dev.sallyport.testkit.simulator.stage.Guarantee;
import dev.sallyport.testkit.simulator.stage.PortCalls;
import dev.sallyport.testkit.simulator.stage.Scheduler;
import dev.sallyport.testkit.simulator.stage.Trace;

/** The application's own work, which fails at times. */
final class FaultyHandler implements WebhookHandler {

    private static final double FAILURES = 0.15;

    private final PortCalls calls;
    private final Attempts attempts;
    private final History history;
    private final Faults faults;
    private final Trace trace;
    private final Scheduler scheduler;

    FaultyHandler(
            PortCalls calls, Attempts attempts, History history, Faults faults, Trace trace, Scheduler scheduler) {
        this.calls = calls;
        this.attempts = attempts;
        this.history = history;
        this.faults = faults;
        this.trace = trace;
        this.scheduler = scheduler;
    }

    @Override
    public void handle(WebhookRecord webhook, PayloadSource payloads) throws HandlerFailedException {
        attempts.handling(webhook);
        history.handled(webhook.id(), webhook.orderingKey());
        trace.say(scheduler.current(), "handles", webhook, "");
        if (!(payloads.read() instanceof ReadOutcome.Found found)
                || !found.webhook().body().sha256().equals(webhook.bodySha256())) {
            history.violated(Guarantee.G4, "the handler of " + webhook.id() + " cannot read its bytes");
        }
        calls.pause();
        if (faults.happens(FaultKind.HANDLER_FAILURE, FAILURES)) {
            trace.say(scheduler.current(), "FAILS to handle", webhook, "");
            attempts.failed(webhook.id());
            if (webhook.failures().isEmpty()) {
                throw new HandlerFailedException("simulated");
            }
            throw new IllegalStateException("a bug in the handler");
        }
    }
}
