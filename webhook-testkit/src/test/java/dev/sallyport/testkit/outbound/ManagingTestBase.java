package dev.sallyport.testkit.outbound;

import dev.sallyport.core.port.in.ManageEndpointsUseCase;

/** The registers of tenants, keys and endpoints. */
abstract class ManagingTestBase {

    final OutboundWorld world = new OutboundWorld();
    final ManageEndpointsUseCase desk = world.outbound.managingEndpoints();
}
