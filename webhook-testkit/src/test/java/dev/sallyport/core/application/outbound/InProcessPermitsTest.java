package dev.sallyport.core.application.outbound;

import dev.sallyport.core.port.out.DeliveryPermits;
import dev.sallyport.testkit.contract.DeliveryPermitsContract;

class InProcessPermitsTest implements DeliveryPermitsContract, DeliveryPermitsContract.Count {

    private final DeliveryPermits permits = Outbound.inProcessPermits();

    @Override
    public DeliveryPermits permits() {
        return permits;
    }
}
