package dev.sallyport.local.gateway.outbound;

import dev.sallyport.core.port.out.AddressResolver;
import dev.sallyport.core.port.out.DeliveryStore;
import dev.sallyport.core.port.out.EndpointStore;
import dev.sallyport.core.port.out.EventFilter;
import dev.sallyport.core.port.out.HttpSender;
import dev.sallyport.core.port.out.SecretCipher;
import dev.sallyport.core.port.out.SecretGenerator;
import dev.sallyport.core.port.out.TenantStore;

/** What outbound delivery stands on in this process. */
public record OutboundAdapters(
        TenantStore tenants,
        EndpointStore endpoints,
        DeliveryStore deliveries,
        HttpSender sender,
        AddressResolver resolver,
        EventFilter filter,
        SecretCipher cipher,
        SecretGenerator secrets) {}
