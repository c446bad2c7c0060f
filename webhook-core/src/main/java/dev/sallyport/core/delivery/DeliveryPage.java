package dev.sallyport.core.delivery;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a listing.
 *
 * @param deliveries at most as many as asked for
 * @param nextCursor opaque; hand it back for the next page; null when there is none
 */
public record DeliveryPage(
        List<Delivery> deliveries, @Nullable String nextCursor) {

    public DeliveryPage {
        deliveries = List.copyOf(deliveries);
    }
}
