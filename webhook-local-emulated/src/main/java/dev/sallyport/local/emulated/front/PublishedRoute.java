package dev.sallyport.local.emulated.front;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.payload.JsonDocument;
import dev.sallyport.emulation.bus.Journal;
import dev.sallyport.emulation.bus.ReceivedEvent;
import dev.sallyport.hosting.api.request.QueryReader;
import dev.sallyport.hosting.web.Problem;
import dev.sallyport.hosting.web.Request;
import dev.sallyport.hosting.web.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Shows what the bus took, in order, on the path where the local gateway shows its publication log. In the cloud nothing
 * keeps this order: a bus delivers, and an archive of it is not ordered.
 */
public final class PublishedRoute {

    /** The path. */
    public static final String PATH = "/internal/published";

    private static final int USUAL = 100;
    private static final int MOST = 1_000;

    private final Journal journal;

    public PublishedRoute(Journal journal) {
        this.journal = journal;
    }

    /** Answers a request of an operator. */
    public Response handle(Request request) {
        QueryReader query = QueryReader.of(request, "after", "limit");
        long after = query.number("after", 0, Long.MAX_VALUE, 0);
        int limit = (int) query.number("limit", 1, MOST, USUAL);
        Problem problem = query.problem();
        if (problem != null) {
            return problem.toResponse();
        }
        List<ReceivedEvent> events = journal.after(after, limit);
        return Response.json(200, json -> {
            json.writeArrayFieldStart("published");
            for (ReceivedEvent event : events) {
                json.writeStartObject();
                json.writeNumberField("sequence", event.sequence());
                for (Map.Entry<String, String> field : fieldsOf(event).entrySet()) {
                    json.writeStringField(field.getKey(), field.getValue());
                }
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeNumberField(
                    "next_after", events.isEmpty() ? after : events.getLast().sequence());
        });
    }

    private static Map<String, String> fieldsOf(ReceivedEvent event) {
        Map<String, Object> envelope =
                JsonDocument.readObject(RawPayload.adopt(event.envelope().getBytes(UTF_8)));
        Map<?, ?> detail = envelope != null && envelope.get("detail") instanceof Map<?, ?> map ? map : Map.of();
        Map<String, String> fields = new LinkedHashMap<>();
        for (String name : List.of("webhook_id", "provider", "ordering_key", "event_type", "order_mark")) {
            fields.put(name, String.valueOf(detail.get(name)));
        }
        fields.put("published_at", String.valueOf(detail.get("processed_at")));
        return fields;
    }
}
