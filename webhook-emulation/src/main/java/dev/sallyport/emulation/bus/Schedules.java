package dev.sallyport.emulation.bus;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Lets scheduled rules make their events. Safe for any number of threads. */
final class Schedules {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ScheduledExecutorService timer;
    private final Location location;
    private final Clock clock;
    private final Map<String, Future<?>> running = new HashMap<>();

    Schedules(ScheduledExecutorService timer, Location location, Clock clock) {
        this.timer = timer;
        this.location = location;
        this.clock = clock;
    }

    /** Starts, changes or, if there is no rate, ends the schedule of a rule. */
    synchronized void put(String ruleArn, Rule rule, @Nullable Duration rate) {
        Future<?> former = running.remove(ruleArn);
        if (former != null) {
            former.cancel(false);
        }
        if (rate != null) {
            long millis = rate.toMillis();
            running.put(
                    ruleArn,
                    timer.scheduleAtFixedRate(() -> fire(ruleArn, rule), millis, millis, TimeUnit.MILLISECONDS));
        }
    }

    private void fire(String ruleArn, Rule rule) {
        if (rule.isEnabled()) {
            rule.deliver(event(ruleArn).toString());
        }
    }

    private ObjectNode event(String ruleArn) {
        ObjectNode event = JSON.createObjectNode();
        event.put("version", "0");
        event.put("id", UUID.randomUUID().toString());
        event.put("detail-type", "Scheduled Event");
        event.put("source", "aws.events");
        event.put("account", location.account());
        event.put("time", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        event.put("region", location.region());
        event.putArray("resources").add(ruleArn);
        event.putObject("detail");
        return event;
    }
}
