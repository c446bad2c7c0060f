package dev.sallyport.hosting.api.outbound;

import dev.sallyport.core.delivery.TenantId;
import dev.sallyport.core.event.EventType;
import dev.sallyport.core.event.OrderingKey;
import dev.sallyport.core.payload.JsonField;
import dev.sallyport.core.payload.JsonFieldReader;
import dev.sallyport.core.payload.JsonFields;
import dev.sallyport.core.payload.JsonPointer;
import dev.sallyport.core.port.in.AcceptEventUseCase.AcceptEventCommand;
import dev.sallyport.hosting.api.request.QueryReader;
import dev.sallyport.hosting.web.Problem;
import dev.sallyport.hosting.web.Request;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads an event to accept. The body is delivered byte for byte as it was posted; what Sallyport itself needs to know
 * stands in members of it, or, so that receivers do not see it, in parameters of the query, which come first.
 */
final class EventRequest {

    private static final List<String> NAMES = List.of("type", "eventId", "orderingKey", "delayUntil");
    private static final JsonFieldReader FIELDS =
            JsonFieldReader.of(List.of("", "/type", "/eventId", "/orderingKey", "/delayUntil").stream()
                    .map(JsonPointer::parse)
                    .toList());
    private static final int LONGEST_TYPE = 256;

    private final QueryReader query;
    private final JsonFields.Found body;
    private @Nullable Problem problem;

    private EventRequest(QueryReader query, JsonFields.Found body) {
        this.query = query;
        this.body = body;
    }

    /** What came of reading. */
    sealed interface Reading {

        /** It says what can be asked. */
        record Complete(AcceptEventCommand command) implements Reading {}

        /** It does not. */
        record Malformed(Problem problem) implements Reading {}
    }

    static Reading read(Request request, TenantId tenant) {
        if (request.headers().count("Idempotency-Key") > 1) {
            return malformed("bad-header", "the request must have at most one header Idempotency-Key");
        }
        if (!(FIELDS.read(request.body()) instanceof JsonFields.Found found) || !isObject(found)) {
            return malformed(
                    "malformed-json",
                    "the body must be one JSON object, with each of type, eventId, orderingKey and delayUntil at most once");
        }
        return new EventRequest(QueryReader.of(request, NAMES.toArray(String[]::new)), found).command(request, tenant);
    }

    private static boolean isObject(JsonFields.Found found) {
        JsonField root = found.get(0);
        return root != null && root.kind() == JsonField.Kind.OBJECT;
    }

    private static Reading malformed(String code, String detail) {
        return new Reading.Malformed(Problem.of(400, code, detail));
    }

    private Reading command(Request request, TenantId tenant) {
        AcceptEventCommand command = AcceptEventCommand.builder()
                .tenant(tenant)
                .type(type())
                .body(request.body())
                .ownId(text("eventId"))
                .idempotencyKey(request.headers().first("Idempotency-Key"))
                .orderingKey(orderingKey())
                .delayUntil(delayUntil())
                .build();
        Problem wrong = query.problem() == null ? problem : query.problem();
        return wrong == null ? new Reading.Complete(command) : new Reading.Malformed(wrong);
    }

    private EventType type() {
        String type = text("type");
        if (type == null) {
            return EventType.UNKNOWN;
        }
        if (type.isEmpty() || type.length() > LONGEST_TYPE || type.chars().anyMatch(Character::isISOControl)) {
            note("'type' must be 1 to 256 characters without control characters");
            return EventType.UNKNOWN;
        }
        return new EventType(type);
    }

    private @Nullable OrderingKey orderingKey() {
        String key = text("orderingKey");
        if (key == null || OrderingKey.isWellFormed(key)) {
            return key == null ? null : new OrderingKey(key);
        }
        note("'orderingKey' must be 1 to 128 visible ASCII characters");
        return null;
    }

    private @Nullable Instant delayUntil() {
        String text = text("delayUntil");
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException e) {
            note("'delayUntil' must be an instant such as 2026-01-31T12:00:00Z");
            return null;
        }
    }

    /** Returns what query or body say; null if neither says anything. */
    private @Nullable String text(String name) {
        String given = query.text(name);
        if (given != null) {
            return given;
        }
        JsonField field = body.get(NAMES.indexOf(name) + 1);
        if (field == null || field.kind() == JsonField.Kind.NULL) {
            return null;
        }
        if (field.kind() == JsonField.Kind.STRING) {
            return field.text();
        }
        note("'" + name + "' must be a string; if it is the event's own and means something else, give ?" + name
                + "= in the query");
        return null;
    }

    private void note(String mistake) {
        if (problem == null) {
            problem = Problem.of(400, "malformed-event", mistake);
        }
    }
}
