package dev.sallyport.core.application;

import dev.sallyport.core.port.in.GiveUpWebhooksUseCase;
import dev.sallyport.core.port.in.InspectWebhooksUseCase;
import dev.sallyport.core.port.in.ProcessWebhooksUseCase;
import dev.sallyport.core.port.in.ReceiveWebhookUseCase;
import dev.sallyport.core.port.in.RepairWebhooksUseCase;
import dev.sallyport.core.port.in.SweepStrandedUseCase;
import dev.sallyport.core.port.in.WorkQueueUseCase;
import dev.sallyport.core.port.out.PayloadArchive;
import dev.sallyport.core.port.out.ProcessingQueue;
import dev.sallyport.core.port.out.WebhookIntake;
import dev.sallyport.core.port.out.WebhookStore;

/** The inbound half of Sallyport, assembled from its parts. Immutable; every use case is safe for many threads. */
public final class Inbound {

    private final ReceiveWebhookUseCase receiving;
    private final ProcessWebhooksUseCase processing;
    private final GiveUpWebhooksUseCase givingUp;
    private final WorkQueueUseCase working;
    private final SweepStrandedUseCase sweeping;
    private final InspectWebhooksUseCase inspecting;
    private final RepairWebhooksUseCase repairing;

    private Inbound(InboundParts parts) {
        WebhookIntake given = parts.intake();
        WebhookIntake intake =
                given != null ? given : new StepwiseIntake(parts.archive(), parts.store(), parts.queue());
        this.receiving = new WebhookReceiver(parts, intake);
        this.processing = new WebhookProcessor(parts);
        this.givingUp = new WebhookBurial(parts);
        this.working = new QueueWorker(parts.queue(), processing, parts.visibility());
        this.sweeping = new StrandedSweeper(parts);
        this.inspecting = new WebhookInspector(parts);
        this.repairing = new RepairRuns(parts);
    }

    /** Assembles the use cases. */
    public static Inbound of(InboundParts parts) {
        return new Inbound(parts);
    }

    /**
     * Returns an intake over three parts that share no transaction, step by step: archive, record, queue. It is what
     * {@link #of} uses where a host brings none; hosts that bring one may need it for a part of their webhooks.
     */
    public static WebhookIntake stepwiseIntake(PayloadArchive archive, WebhookStore store, ProcessingQueue queue) {
        return new StepwiseIntake(archive, store, queue);
    }

    /** Returns the gate: what an HTTP server or a function calls for each request. */
    public ReceiveWebhookUseCase receiving() {
        return receiving;
    }

    /** Returns processing for hosts that are handed batches. */
    public ProcessWebhooksUseCase processing() {
        return processing;
    }

    /** Returns what records as dead what a queue gave up, for hosts that are handed such batches. */
    public GiveUpWebhooksUseCase givingUp() {
        return givingUp;
    }

    /** Returns processing for hosts that pull from the queue. */
    public WorkQueueUseCase working() {
        return working;
    }

    /** Returns what finds webhooks that stayed behind. */
    public SweepStrandedUseCase sweeping() {
        return sweeping;
    }

    /** Returns what operators look at. */
    public InspectWebhooksUseCase inspecting() {
        return inspecting;
    }

    /** Returns redrive and replay. */
    public RepairWebhooksUseCase repairing() {
        return repairing;
    }
}
