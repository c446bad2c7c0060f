package dev.sallyport.emulation.bus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.emulation.protocol.ServiceException;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The operation {@code PutEvents}. Safe for any number of threads. */
final class Publishing {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_ENTRIES = 10;

    /** Of all entries of a request; the service's documentation names the same number for one entry. */
    private static final long MOST_BYTES = 256 * 1024;

    private final Buses buses;
    private final Journal journal;
    private final Location location;
    private final Clock clock;

    Publishing(Buses buses, Journal journal, Location location, Clock clock) {
        this.buses = buses;
        this.journal = journal;
        this.location = location;
        this.clock = clock;
    }

    /** Takes what it can of a request, each entry by itself. */
    ObjectNode put(JsonNode request, Predicate<String> refuse) throws ServiceException {
        JsonNode entries = request.path("Entries");
        if (entries.isEmpty() || entries.size() > MOST_ENTRIES) {
            throw ServiceException.invalid("1 validation error detected: Value at 'entries' failed to satisfy"
                    + " constraint: Member must have length between 1 and " + MOST_ENTRIES);
        }
        if (entries.valueStream().map(Entry::new).mapToLong(Entry::size).sum() > MOST_BYTES) {
            throw ServiceException.invalid("Total size of the entries in the request is over the limit.");
        }
        ArrayNode answers = JSON.createArrayNode();
        int failed = 0;
        for (JsonNode entry : entries) {
            ObjectNode answer = put(new Entry(entry), refuse);
            failed += answer.has("ErrorCode") ? 1 : 0;
            answers.add(answer);
        }
        ObjectNode answer = JSON.createObjectNode();
        answer.put("FailedEntryCount", failed);
        answer.set("Entries", answers);
        return answer;
    }

    private ObjectNode put(Entry entry, Predicate<String> refuse) {
        ObjectNode answer = JSON.createObjectNode();
        Entry.@Nullable Refusal refusal = entry.refusal();
        if (refusal != null) {
            answer.put("ErrorCode", refusal.code());
            answer.put("ErrorMessage", refusal.message());
            return answer;
        }
        UUID id = UUID.randomUUID();
        String envelope = entry.envelope(id, location.account(), location.region(), clock.instant())
                .toString();
        if (refuse.test(envelope)) {
            answer.put("ErrorCode", "InternalFailure");
            answer.put("ErrorMessage", "switched on by whoever runs the stand-in");
            return answer;
        }
        // An event for a bus that is not there is taken and goes nowhere, as in the service.
        if (buses.contains(entry.bus())) {
            take(entry.bus(), envelope);
        }
        answer.put("EventId", id.toString());
        return answer;
    }

    /** Journal and targets see events in one order. */
    private synchronized void take(String bus, String envelope) {
        journal.add(bus, envelope);
        buses.rulesOf(bus).forEach(rule -> rule.offer(envelope));
    }
}
