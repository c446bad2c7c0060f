package dev.sallyport.local.transfer;

import dev.sallyport.core.archive.BundleEntry;
import dev.sallyport.core.event.ArchivedWebhook;
import dev.sallyport.core.event.OrderingKey;
import dev.sallyport.core.event.WebhookPage;
import dev.sallyport.core.event.WebhookQuery;
import dev.sallyport.core.event.WebhookQuery.Direction;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.format.PositionJson;
import dev.sallyport.core.format.RecordJson;
import dev.sallyport.core.format.RequestJson;
import dev.sallyport.core.port.out.PayloadArchive.ReadOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Webhooks, oldest first, with their bodies, and the newest positions of their ordering keys. */
record WebhookSection(TransferParts parts) implements Section {

    /** So many records are read at a time that their bodies fit into memory, the largest among them. */
    private static final int PAGE = 50;

    private static final int MOST_RECORDS = 1_000;
    private static final long MOST_BYTES = 4 << 20;

    @Override
    public String name() {
        return "webhooks";
    }

    @Override
    public Chunk read(@Nullable String after) {
        List<WebhookRecord> records = new ArrayList<>();
        List<BundleEntry> bodies = new ArrayList<>();
        String next = after;
        long bytes = 0;
        do {
            WebhookPage page = parts.webhooks()
                    .list(WebhookQuery.builder()
                            .direction(Direction.OLDEST_FIRST)
                            .cursor(next)
                            .limit(PAGE)
                            .build());
            records.addAll(page.records());
            for (Optional<BundleEntry> body : Concurrently.map(parts.atOnce(), page.records(), this::bodyOf)) {
                if (body.isPresent()) {
                    bodies.add(body.get());
                    bytes += body.get().body().size();
                }
            }
            next = page.nextCursor();
        } while (next != null && records.size() < MOST_RECORDS && bytes < MOST_BYTES);
        return new Chunk(linesOf(records), bodies, records.size() - bodies.size(), next);
    }

    private Optional<BundleEntry> bodyOf(WebhookRecord record) {
        return switch (parts.archive().read(record.archiveKey())) {
            case ReadOutcome.Found found -> Optional.of(entry(record, found.webhook()));
            case ReadOutcome.Missing missing -> Optional.empty();
            case ReadOutcome.Corrupt corrupt ->
                throw new TransferException("the body of " + record.id() + " is damaged (" + corrupt.reason()
                        + "); see what `sallyport archive verify` says before moving anything");
        };
    }

    private static BundleEntry entry(WebhookRecord record, ArchivedWebhook webhook) {
        return new BundleEntry(
                record.archiveKey(), RequestJson.write(webhook), webhook.body().sha256(), webhook.body());
    }

    private List<Line> linesOf(List<WebhookRecord> records) {
        List<Line> lines = new ArrayList<>();
        Set<OrderingKey> keys =
                records.stream().map(WebhookRecord::orderingKey).collect(Collectors.toUnmodifiableSet());
        TreeMap<String, String> positions = new TreeMap<>();
        parts.positions()
                .newest(keys)
                .forEach((key, position) -> positions.put(key.value(), PositionJson.write(key, position)));
        positions.values().forEach(position -> lines.add(new Line("position", position)));
        // A revision counts the changes in one store, and means nothing in another.
        records.forEach(record -> lines.add(new Line(
                "webhook",
                RecordJson.write(
                        WebhookRecord.builder().from(record).revision(0).build()))));
        return lines;
    }
}
