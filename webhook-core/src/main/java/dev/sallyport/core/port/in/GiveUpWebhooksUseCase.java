package dev.sallyport.core.port.in;

import dev.sallyport.core.port.in.ProcessWebhooksUseCase.EntryOutcome;
import dev.sallyport.core.port.in.ProcessWebhooksUseCase.QueuedWebhook;
import java.util.List;

/**
 * Records as dead what a queue gave up by itself, because it had handed it out too often: a worker that dies of a webhook
 * again and again never gets to record a failure. Safe for any number of threads.
 */
public interface GiveUpWebhooksUseCase {

    /** The code of the failure that is recorded. */
    String CODE = "queue-gave-up";

    /**
     * Marks webhooks that are not terminal as dead and stores their dead letters; from then on they can be redriven.
     * Never throws for a fault of a port; doing it again changes nothing.
     *
     * @return one outcome per entry, in the order given
     */
    List<EntryOutcome> giveUp(List<QueuedWebhook> batch);
}
