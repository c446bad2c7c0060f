package dev.sallyport.core.application;

import dev.sallyport.core.event.DeathReason;
import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.event.WebhookPage;
import dev.sallyport.core.event.WebhookQuery;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.event.WebhookStatus;
import dev.sallyport.core.port.in.InspectWebhooksUseCase;
import dev.sallyport.core.port.out.PayloadArchive;
import dev.sallyport.core.port.out.PayloadArchive.ReadOutcome;
import dev.sallyport.core.port.out.WebhookStore;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Joins records with their archived bytes. */
final class WebhookInspector implements InspectWebhooksUseCase {

    private static final int MOST_LOOKS = 20;

    private final WebhookStore store;
    private final PayloadArchive archive;

    WebhookInspector(InboundParts parts) {
        this.store = parts.store();
        this.archive = parts.archive();
    }

    @Override
    public WebhookPage list(WebhookQuery query) {
        return store.list(query);
    }

    @Override
    public WebhookPage listDead(WebhookQuery query, DeathReason reason) {
        List<WebhookRecord> found = new ArrayList<>();
        String cursor = query.cursor();
        for (int look = 0; look < MOST_LOOKS; look++) {
            WebhookPage page = store.list(WebhookQuery.builder()
                    .from(query)
                    .status(WebhookStatus.DEAD)
                    .cursor(cursor)
                    .limit(query.limit() - found.size())
                    .build());
            page.records().stream()
                    .filter(record -> record.deathReason() == reason)
                    .forEach(found::add);
            cursor = page.nextCursor();
            if (cursor == null || found.size() == query.limit()) {
                break;
            }
        }
        return new WebhookPage(found, cursor);
    }

    @Override
    public @Nullable WebhookRecord find(WebhookId id) {
        return store.find(id);
    }

    @Override
    public PayloadResult payload(WebhookId id) {
        WebhookRecord record = store.find(id);
        if (record == null) {
            return new PayloadResult.UnknownWebhook();
        }
        return switch (archive.read(record.archiveKey())) {
            case ReadOutcome.Found found -> new PayloadResult.Payload(found.webhook());
            case ReadOutcome.Missing missing -> new PayloadResult.Gone();
            case ReadOutcome.Corrupt corrupt -> new PayloadResult.Corrupt(corrupt.reason());
        };
    }
}
