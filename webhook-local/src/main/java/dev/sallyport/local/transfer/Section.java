package dev.sallyport.local.transfer;

import dev.sallyport.core.delivery.EndpointId;
import dev.sallyport.core.delivery.TenantId;
import dev.sallyport.core.delivery.endpoint.Endpoint;
import dev.sallyport.core.delivery.tenant.Tenant;
import dev.sallyport.core.format.ApiKeyJson;
import dev.sallyport.core.format.EndpointJson;
import dev.sallyport.core.format.TenantJson;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One kind of what is exported, read a chunk at a time. */
interface Section {

    /** How many tenants or endpoints make a chunk. */
    int PAGE = 500;

    /** Returns the name that the files of the section bear. */
    String name();

    /** Reads on from where an earlier chunk ended; null is the beginning. */
    Chunk read(@Nullable String after);

    /** Returns all sections, in an order in which what refers comes after what it refers to. */
    static List<Section> of(TransferParts parts) {
        List<Section> sections = new ArrayList<>(
                List.of(new Tenants(parts), new Endpoints(parts), new EventSection(parts), new WebhookSection(parts)));
        PublicationKeeping publications = parts.publications();
        if (publications != null) {
            sections.add(new PublicationSection(publications.log()));
        }
        return sections;
    }

    /** Tenants, each followed by its API keys. */
    record Tenants(TransferParts parts) implements Section {

        @Override
        public String name() {
            return "tenants";
        }

        @Override
        public Chunk read(@Nullable String after) {
            List<Tenant> page = parts.tenants().list(after == null ? null : new TenantId(after), PAGE);
            List<Line> lines = new ArrayList<>();
            for (Tenant tenant : page) {
                lines.add(new Line(
                        "tenant",
                        TenantJson.write(
                                Tenant.builder().from(tenant).revision(0).build())));
                parts.tenants().keys(tenant.id()).forEach(key -> lines.add(new Line("key", ApiKeyJson.write(key))));
            }
            return Chunk.of(
                    lines, page.size() < PAGE ? null : page.getLast().id().value());
        }
    }

    /** Endpoints, with their secrets as they are sealed. */
    record Endpoints(TransferParts parts) implements Section {

        @Override
        public String name() {
            return "endpoints";
        }

        @Override
        public Chunk read(@Nullable String after) {
            List<Endpoint> page = parts.endpoints().list(after == null ? null : new EndpointId(after), PAGE);
            List<Line> lines = page.stream()
                    .map(endpoint ->
                            Endpoint.builder().from(endpoint).revision(0).build())
                    .map(endpoint -> new Line("endpoint", EndpointJson.write(endpoint)))
                    .toList();
            return Chunk.of(
                    lines, page.size() < PAGE ? null : page.getLast().id().value());
        }
    }
}
