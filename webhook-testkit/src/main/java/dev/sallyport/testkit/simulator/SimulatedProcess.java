package dev.sallyport.testkit.simulator;

import dev.sallyport.core.application.Inbound;
import dev.sallyport.core.application.InboundParts;
import dev.sallyport.core.port.in.ReceiveWebhookUseCase;
import dev.sallyport.core.port.in.RepairWebhooksUseCase;
import dev.sallyport.core.port.in.SweepStrandedUseCase;
import dev.sallyport.core.port.in.WorkQueueUseCase;

/**
 * The use cases of one process under test. An instance is all that the process has in memory: a crash throws it away,
 * and a new one is made of new parts when the process starts again.
 */
public interface SimulatedProcess {

    /** Returns the gate. */
    ReceiveWebhookUseCase receiving();

    /** Returns what workers call. */
    WorkQueueUseCase working();

    /** Returns what the sweeper calls. */
    SweepStrandedUseCase sweeping();

    /** Returns what the operator calls. */
    RepairWebhooksUseCase repairing();

    /** Makes a process of the core's own use cases. */
    static SimulatedProcess of(InboundParts parts) {
        Inbound inbound = Inbound.of(parts);
        return new SimulatedProcess() {
            @Override
            public ReceiveWebhookUseCase receiving() {
                return inbound.receiving();
            }

            @Override
            public WorkQueueUseCase working() {
                return inbound.working();
            }

            @Override
            public SweepStrandedUseCase sweeping() {
                return inbound.sweeping();
            }

            @Override
            public RepairWebhooksUseCase repairing() {
                return inbound.repairing();
            }
        };
    }
}
