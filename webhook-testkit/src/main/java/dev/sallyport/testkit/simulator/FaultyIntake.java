package dev.sallyport.testkit.simulator;

import dev.sallyport.core.event.ArchivedWebhook;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.port.out.WebhookIntake;
import dev.sallyport.testkit.simulator.stage.PortCalls;

/** A database far away that archives, records and queues in one transaction. */
final class FaultyIntake implements WebhookIntake {

    private final WebhookIntake intake;
    private final PortCalls calls;

    FaultyIntake(WebhookIntake intake, PortCalls calls) {
        this.intake = intake;
        this.calls = calls;
    }

    @Override
    public IntakeOutcome takeIn(WebhookRecord record, ArchivedWebhook original) {
        return calls.write("intake.takeIn", record, () -> intake.takeIn(record, original));
    }
}
