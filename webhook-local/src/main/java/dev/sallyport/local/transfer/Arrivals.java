package dev.sallyport.local.transfer;

import dev.sallyport.core.archive.BundleReading.Placed;
import dev.sallyport.core.delivery.tenant.Tenant;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.format.ApiKeyJson;
import dev.sallyport.core.format.EndpointJson;
import dev.sallyport.core.format.PositionJson;
import dev.sallyport.core.format.RecordJson;
import dev.sallyport.core.format.TenantJson;
import dev.sallyport.core.port.out.SecretCipher;
import dev.sallyport.core.port.out.TenantStore.CreateTenantOutcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Brings lines of an export into an engine, in their order. For one thread. */
final class Arrivals {

    private final TransferParts parts;
    private final EventArrivals events;
    private final EndpointArrivals endpoints;
    private final WebhookArrivals webhooks;
    private final PublicationArrivals publications;
    private final Map<String, Long> byKind = new TreeMap<>();
    private long present;
    private long conflicts;

    Arrivals(TransferParts parts, @Nullable SecretCipher sourceKeys) {
        this.parts = parts;
        endpoints = new EndpointArrivals(parts.endpoints(), parts.cipher(), sourceKeys);
        publications = new PublicationArrivals(parts.publications());
        events = new EventArrivals(parts.deliveries());
        webhooks = new WebhookArrivals(parts);
    }

    void take(List<Line> lines, List<Placed> bodies) {
        List<WebhookRecord> records = new ArrayList<>();
        for (Line line : lines) {
            byKind.merge(line.kind(), 1L, Long::sum);
            take(line, records);
        }
        events.finish();
        webhooks.take(records, bodies);
        publications.finish();
    }

    private void take(Line line, List<WebhookRecord> records) {
        switch (line.kind()) {
            case "tenant" -> create(TenantJson.read(line.json()));
            case "key" -> parts.tenants().addKey(ApiKeyJson.read(line.json()));
            case "endpoint" -> endpoints.take(EndpointJson.read(line.json()));
            case "position" -> parts.positions().raise(Map.ofEntries(PositionJson.read(line.json())));
            case "webhook" -> records.add(record(line.json()));
            case "event", "eventBody", "delivery", "attempt" -> events.take(line);
            case "publication" -> publications.take(line);
            default ->
                throw new TransferException(
                        "the export holds a '" + line.kind() + "', which this version does not know");
        }
    }

    private void create(Tenant tenant) {
        switch (parts.tenants().create(tenant)) {
            case CreateTenantOutcome.Created created -> {}
            case CreateTenantOutcome.AlreadyExists other -> {
                present++;
                Tenant existing =
                        Tenant.builder().from(other.existing()).revision(0).build();
                conflicts += existing.equals(tenant) ? 0 : 1;
            }
        }
    }

    private static WebhookRecord record(String json) {
        try {
            return RecordJson.read(json);
        } catch (IOException e) {
            throw new TransferException("a webhook's record in the export is damaged", e);
        }
    }

    TransferCounts counts() {
        return new TransferCounts(
                byKind,
                webhooks.bodies(),
                webhooks.missing(),
                present + events.present() + webhooks.present() + publications.present(),
                conflicts + events.conflicts() + webhooks.conflicts());
    }
}
