package dev.sallyport.local.transfer;

import dev.sallyport.core.ValueStyle;
import dev.sallyport.core.port.out.DeliveryStore;
import dev.sallyport.core.port.out.EndpointStore;
import dev.sallyport.core.port.out.OrderPositionStore;
import dev.sallyport.core.port.out.PayloadArchive;
import dev.sallyport.core.port.out.ProcessingQueue;
import dev.sallyport.core.port.out.SecretCipher;
import dev.sallyport.core.port.out.TenantStore;
import dev.sallyport.core.port.out.WebhookStore;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** What of an engine is read by an export and filled by an import. */
@Value.Immutable
@ValueStyle
public interface TransferParts {

    WebhookStore webhooks();

    PayloadArchive archive();

    ProcessingQueue queue();

    OrderPositionStore positions();

    TenantStore tenants();

    EndpointStore endpoints();

    /** Returns what opens and seals the secrets of the endpoints. */
    SecretCipher cipher();

    DeliveryStore deliveries();

    /** Returns the log of what was published; null for an engine that keeps none. */
    @Nullable
    PublicationKeeping publications();

    /** Returns how many webhooks may be read or written at the same time, at least 1; 1 unless set. */
    @Value.Default
    default int atOnce() {
        return 1;
    }

    @Value.Check
    default void check() {
        if (atOnce() < 1) {
            throw new IllegalArgumentException("atOnce must be at least 1");
        }
    }

    static Builder builder() {
        return new Builder();
    }

    /** Collects parts; for one thread. */
    final class Builder extends ImmutableTransferParts.Builder {}
}
