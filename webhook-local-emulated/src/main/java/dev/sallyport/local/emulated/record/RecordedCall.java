package dev.sallyport.local.emulated.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sallyport.aws.cost.BilledUnit;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.format.JsonText;
import dev.sallyport.core.payload.JsonDocument;
import dev.sallyport.local.emulated.record.IssuedAction.Kind;
import dev.sallyport.local.emulated.template.Values;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * One call of a service, as a line of JSON. Immutable.
 *
 * @param function the name of the function that made it
 * @param operation the SDK's names of service and operation: {@code Sqs SendMessage}
 * @param requests how often the SDK sent it, repetitions included; 0 if it failed before
 * @param actions which rights it takes
 * @param units what is billed for it
 */
public record RecordedCall(
        String function, String operation, int requests, Set<IssuedAction> actions, Map<BilledUnit, Double> units) {

    public RecordedCall {
        actions = Set.copyOf(actions);
        units = Map.copyOf(units);
    }

    /** Returns it as one line without its end. */
    String write() {
        return JsonText.write(json -> {
            json.writeStartObject();
            json.writeStringField("function", function);
            json.writeStringField("operation", operation);
            json.writeNumberField("requests", requests);
            json.writeArrayFieldStart("actions");
            for (IssuedAction action : actions) {
                json.writeStartObject();
                json.writeStringField("action", action.action());
                json.writeStringField("kind", action.kind().name());
                json.writeStringField("name", action.name());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeObjectFieldStart("units");
            for (Map.Entry<BilledUnit, Double> unit : units.entrySet()) {
                json.writeNumberField(unit.getKey().name(), unit.getValue());
            }
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IllegalArgumentException if it is something else
     */
    static RecordedCall read(String line) {
        Map<String, Object> call = JsonDocument.readObject(RawPayload.adopt(line.getBytes(UTF_8)));
        if (call == null) {
            throw new IllegalArgumentException("this is no recorded call: " + line);
        }
        Set<IssuedAction> actions = new LinkedHashSet<>();
        for (Object one : Values.list(call.get("actions"))) {
            Map<String, Object> action = Values.object(one);
            actions.add(new IssuedAction(
                    String.valueOf(action.get("action")),
                    Kind.valueOf(String.valueOf(action.get("kind"))),
                    String.valueOf(action.get("name"))));
        }
        Map<BilledUnit, Double> units = new EnumMap<>(BilledUnit.class);
        Values.object(call.get("units"))
                .forEach((unit, count) -> units.put(BilledUnit.valueOf(unit), Double.parseDouble(count.toString())));
        return new RecordedCall(
                String.valueOf(call.get("function")),
                String.valueOf(call.get("operation")),
                Values.number(call.get("requests"), 0),
                actions,
                units);
    }
}
