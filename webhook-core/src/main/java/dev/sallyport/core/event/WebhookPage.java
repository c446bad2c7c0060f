package dev.sallyport.core.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a listing.
 *
 * @param records at most as many as asked for
 * @param nextCursor opaque; hand it back for the next page; null when there is none
 */
public record WebhookPage(
        List<WebhookRecord> records, @Nullable String nextCursor) {

    public WebhookPage {
        records = List.copyOf(records);
    }
}
