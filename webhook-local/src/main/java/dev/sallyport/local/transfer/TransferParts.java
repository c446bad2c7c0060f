package dev.sallyport.local.transfer;

import dev.sallyport.core.port.out.DeliveryStore;
import dev.sallyport.core.port.out.EndpointStore;
import dev.sallyport.core.port.out.OrderPositionStore;
import dev.sallyport.core.port.out.PayloadArchive;
import dev.sallyport.core.port.out.ProcessingQueue;
import dev.sallyport.core.port.out.TenantStore;
import dev.sallyport.core.port.out.WebhookStore;

/**
 * What of an engine is read by an export and filled by an import.
 *
 * @param atOnce how many webhooks may be written at the same time, at least 1; 1 where a store numbers them as they come
 */
public record TransferParts(
        WebhookStore webhooks,
        PayloadArchive archive,
        ProcessingQueue queue,
        OrderPositionStore positions,
        TenantStore tenants,
        EndpointStore endpoints,
        DeliveryStore deliveries,
        int atOnce) {}
