package dev.sallyport.testkit.simulator.outbound;

import dev.sallyport.core.application.outbound.Outbound;
import dev.sallyport.core.application.outbound.OutboundParts;
import dev.sallyport.core.port.in.AcceptEventUseCase;
import dev.sallyport.core.port.in.DispatchDeliveriesUseCase;
import dev.sallyport.core.port.in.SweepDeliveriesUseCase;

/** The outbound use cases of one process under test: all that the process has in memory, thrown away by a crash. */
public interface OutboundProcess {

    /** Returns what takes events in. */
    AcceptEventUseCase accepting();

    /** Returns what workers call. */
    DispatchDeliveriesUseCase dispatching();

    /** Returns what the sweeper calls. */
    SweepDeliveriesUseCase sweeping();

    /** Makes a process of the core's own use cases. */
    static OutboundProcess of(OutboundParts parts) {
        Outbound outbound = Outbound.of(parts);
        return new OutboundProcess() {
            @Override
            public AcceptEventUseCase accepting() {
                return outbound.accepting();
            }

            @Override
            public DispatchDeliveriesUseCase dispatching() {
                return outbound.dispatching();
            }

            @Override
            public SweepDeliveriesUseCase sweeping() {
                return outbound.sweeping();
            }
        };
    }
}
