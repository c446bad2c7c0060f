package dev.sallyport.emulation.bus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.emulation.protocol.FaultSwitch;
import dev.sallyport.emulation.protocol.JsonService;
import dev.sallyport.emulation.protocol.JsonServiceServer;
import dev.sallyport.emulation.protocol.ServiceException;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import software.amazon.event.ruler.Ruler;

/**
 * A stand-in for EventBridge: the wire protocol of its SDK clients, the matcher that the service itself uses, and a
 * delivery loop of our own. Safe for any number of threads.
 *
 * <p>As in the service, a request holds at most ten entries of 256 KB in all, each entry may fail by itself in an answer
 * of status 200, and an event for a bus that does not exist is taken and goes nowhere. Unlike the service, it keeps the
 * order of events, transforms none, checks no permissions, and knows no archives, API destinations and pipes; schedules
 * are rates.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/APIReference/Welcome.html">EventBridge API</a>
 */
public final class EventBridgeStandIn implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_KEPT = 100_000;

    private final Buses buses = new Buses();
    private final Journal journal = new Journal(MOST_KEPT);
    private final FaultSwitch faults = new FaultSwitch();
    private final AtomicLong dropped = new AtomicLong();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("bus-timer").factory());
    private final Location location;
    private final Publishing publishing;
    private final RuleOperations rules;
    private final JsonServiceServer server;
    private volatile Predicate<String> refuse = envelope -> false;

    /**
     * Begins to serve on a free port of the loopback interface, with the default bus.
     *
     * @param targets finds what events go to
     * @param deadLetters takes what its targets did not
     */
    public EventBridgeStandIn(
            Location location, TargetResolver targets, DeadLetters deadLetters, Backoff backoff, Clock clock)
            throws IOException {
        this.location = location;
        publishing = new Publishing(buses, journal, location, clock);
        rules = new RuleOperations(
                buses,
                location,
                targets,
                new Shared(clock, backoff, deadLetters, dropped),
                new Schedules(timer, location, clock));
        server = new JsonServiceServer("AWSEvents", this::run, faults);
    }

    /** Returns where SDK clients reach it. */
    public URI endpoint() {
        return server.endpoint();
    }

    /** Returns what the buses took. */
    public Journal journal() {
        return journal;
    }

    /** Returns the switch for faults of whole requests. */
    public FaultSwitch faults() {
        return faults;
    }

    /** Refuses single entries, by their envelopes, until told otherwise; for tests of those who publish. */
    public void refuseEntries(Predicate<String> which) {
        refuse = which;
    }

    /** Returns how many deliveries were given up without a dead-letter queue. */
    public long dropped() {
        return dropped.get();
    }

    private JsonNode run(String operation, JsonNode request) throws ServiceException {
        return switch (operation) {
            case "PutEvents" -> publishing.put(request, refuse);
            case "PutRule" -> rules.putRule(request);
            case "PutTargets" -> rules.putTargets(request);
            case "ListRules" -> rules.listRules(request);
            case "ListTargetsByRule" -> rules.listTargets(request);
            case "TestEventPattern" -> test(request);
            case "CreateEventBus" -> create(request);
            case "DescribeEventBus" -> describe(request);
            case "ListEventBuses" -> list();
            default -> throw JsonService.unknown(operation);
        };
    }

    private ObjectNode create(JsonNode request) throws ServiceException {
        String name = RuleOperations.required(request, "Name");
        buses.create(name);
        return JSON.createObjectNode().put("EventBusArn", BusNames.arnOf(location, name));
    }

    private ObjectNode describe(JsonNode request) throws ServiceException {
        String name = BusNames.ofNameOrArn(request.path("Name").asText(Buses.DEFAULT));
        if (!buses.contains(name)) {
            throw Buses.noSuchBus(name);
        }
        return busNode(name);
    }

    private ObjectNode list() {
        ObjectNode answer = JSON.createObjectNode();
        answer.putArray("EventBuses")
                .addAll(buses.names().stream().map(this::busNode).toList());
        return answer;
    }

    private ObjectNode busNode(String name) {
        return JSON.createObjectNode().put("Name", name).put("Arn", BusNames.arnOf(location, name));
    }

    private static ObjectNode test(JsonNode request) throws ServiceException {
        String pattern = RuleOperations.required(request, "EventPattern");
        RuleOperations.refuseBad(pattern);
        String event = RuleOperations.required(request, "Event");
        try {
            JsonNode read = JSON.readTree(event);
            for (String name : new String[] {"id", "account", "source", "time", "region", "resources", "detail-type"}) {
                if (!read.has(name)) {
                    throw ServiceException.invalid("Parameter Event is not valid. Reason: it lacks " + name);
                }
            }
            return JSON.createObjectNode().put("Result", Ruler.matchesRule(event, pattern));
        } catch (ServiceException e) {
            throw e;
        } catch (Exception e) {
            // Declared as widely by the matcher.
            throw ServiceException.invalid("Parameter Event is not valid.");
        }
    }

    /** Stops at once: what was not delivered is dropped. */
    @Override
    public void close() {
        server.close();
        timer.shutdownNow();
        buses.close();
    }

    private record Shared(Clock clock, Backoff backoff, DeadLetters deadLetters, AtomicLong count)
            implements TargetQueue.Surroundings {

        @Override
        public void dropped(String targetArn) {
            count.incrementAndGet();
        }
    }
}
