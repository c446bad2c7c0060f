package dev.sallyport.testkit.simulator;

import dev.sallyport.core.application.Inbound;
import dev.sallyport.core.application.InboundParts;
import dev.sallyport.core.port.in.ReceiveWebhookUseCase;
import dev.sallyport.core.port.in.ReceiveWebhookUseCase.ReceiveWebhookResult;
import dev.sallyport.core.port.in.RepairWebhooksUseCase;
import dev.sallyport.core.port.in.SweepStrandedUseCase;
import dev.sallyport.core.port.in.WorkQueueUseCase;
import dev.sallyport.core.port.out.WebhookIntake;

/** A process written in the plainest way, with one defect. Its gate is the core's, with an intake of its own behind it. */
final class FlawedProcess implements SimulatedProcess {

    private final Defect defect;
    private final FlawedIntake intake;
    private final FlawedWorker worker;
    private final Inbound inbound;

    FlawedProcess(Defect defect, InboundParts given) {
        this.defect = defect;
        this.intake = new FlawedIntake(defect, given);
        WebhookIntake behindTheGate = intake;
        InboundParts parts =
                InboundParts.builder().from(given).intake(behindTheGate).build();
        this.worker = new FlawedWorker(defect, parts);
        this.inbound = Inbound.of(parts);
    }

    @Override
    public ReceiveWebhookUseCase receiving() {
        if (defect == Defect.KEEPS_WHAT_IT_REFUSES) {
            return command -> {
                ReceiveWebhookResult result = inbound.receiving().receive(command);
                if (result instanceof ReceiveWebhookResult.Refused) {
                    intake.keepRefused(command);
                }
                return result;
            };
        }
        return inbound.receiving();
    }

    @Override
    public WorkQueueUseCase working() {
        return limit -> {
            intake.storeWhatWasPutOff();
            return worker.workOnce(limit);
        };
    }

    @Override
    public SweepStrandedUseCase sweeping() {
        return defect == Defect.NEVER_SWEEPS ? () -> 0 : inbound.sweeping();
    }

    @Override
    public RepairWebhooksUseCase repairing() {
        return inbound.repairing();
    }
}
