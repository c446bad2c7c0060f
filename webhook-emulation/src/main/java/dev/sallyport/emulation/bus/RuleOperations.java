package dev.sallyport.emulation.bus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.emulation.protocol.ServiceException;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.event.ruler.RuleCompiler;

/** The operations on rules and their targets. Safe for any number of threads. */
final class RuleOperations {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_TARGETS = 5;
    private static final int LONGEST_PATTERN = 2_048;

    private final Buses buses;
    private final Location location;
    private final TargetResolver resolver;
    private final TargetQueue.Surroundings surroundings;
    private final Schedules schedules;

    RuleOperations(
            Buses buses,
            Location location,
            TargetResolver resolver,
            TargetQueue.Surroundings surroundings,
            Schedules schedules) {
        this.buses = buses;
        this.location = location;
        this.resolver = resolver;
        this.surroundings = surroundings;
        this.schedules = schedules;
    }

    ObjectNode putRule(JsonNode request) throws ServiceException {
        String name = required(request, "Name");
        String bus = busOf(request);
        @Nullable
        String pattern =
                request.hasNonNull("EventPattern") ? request.get("EventPattern").asText() : null;
        @Nullable
        String schedule = request.hasNonNull("ScheduleExpression")
                ? request.get("ScheduleExpression").asText()
                : null;
        if (pattern == null && schedule == null) {
            throw ServiceException.invalid("Parameter(s) EventPattern or ScheduleExpression must be specified.");
        }
        if (pattern != null) {
            refuseBad(pattern);
        }
        @Nullable Duration rate = schedule == null ? null : rateOf(schedule, bus);
        boolean enabled = !request.path("State").asText("ENABLED").equals("DISABLED");
        Rule rule = buses.ruleOrNew(bus, name);
        try {
            rule.put(pattern, schedule, enabled);
        } catch (IOException e) {
            throw badPattern(String.valueOf(e.getMessage()));
        }
        String arn = BusNames.arnOfRule(location, bus, name);
        schedules.put(arn, rule, rate);
        return JSON.createObjectNode().put("RuleArn", arn);
    }

    private static Duration rateOf(String schedule, String bus) throws ServiceException {
        @Nullable Duration rate = Rate.read(schedule);
        if (rate == null) {
            throw ServiceException.invalid(
                    "Parameter ScheduleExpression is not valid, or is not a rate: the stand-in knows no others.");
        }
        if (!bus.equals(Buses.DEFAULT)) {
            throw ServiceException.invalid("ScheduleExpression is supported only on the default event bus.");
        }
        return rate;
    }

    ObjectNode putTargets(JsonNode request) throws ServiceException {
        String name = required(request, "Rule");
        String bus = busOf(request);
        Rule rule = buses.rule(bus, name);
        JsonNode targets = request.path("Targets");
        if (targets.isEmpty()) {
            throw ServiceException.invalid("Targets is a required argument.");
        }
        long others = rule.targets().keySet().stream()
                .filter(id -> targets.valueStream()
                        .noneMatch(target -> target.path("Id").asText().equals(id)))
                .count();
        if (others + targets.size() > MOST_TARGETS) {
            throw ServiceException.of(
                    "LimitExceededException", "The requested resource exceeds the maximum number allowed.");
        }
        ArrayNode failed = JSON.createArrayNode();
        for (JsonNode target : targets) {
            put(rule, BusNames.arnOfRule(location, bus, name), target, failed);
        }
        ObjectNode answer = JSON.createObjectNode().put("FailedEntryCount", failed.size());
        answer.set("FailedEntries", failed);
        return answer;
    }

    private void put(Rule rule, String ruleArn, JsonNode target, ArrayNode failed) throws ServiceException {
        String id = required(target, "Id");
        String arn = required(target, "Arn");
        for (String unknown : new String[] {"Input", "InputPath", "InputTransformer"}) {
            if (target.hasNonNull(unknown)) {
                throw ServiceException.invalid("the stand-in hands whole events to its targets: leave out " + unknown);
            }
        }
        JsonNode group = target.path("SqsParameters").path("MessageGroupId");
        @Nullable EventTarget resolved = resolver.resolve(arn, group.isTextual() ? group.asText() : null);
        if (resolved == null) {
            failed.addObject()
                    .put("TargetId", id)
                    .put("ErrorCode", "ResourceNotFoundException")
                    .put("ErrorMessage", "there is nothing under " + arn);
            return;
        }
        rule.put(id, new TargetQueue(arn, ruleArn, resolved, retryOf(target), surroundings));
    }

    private static RetryRule retryOf(JsonNode target) {
        JsonNode policy = target.path("RetryPolicy");
        JsonNode letters = target.path("DeadLetterConfig").path("Arn");
        return new RetryRule(
                policy.path("MaximumRetryAttempts").asInt(RetryRule.MOST_REPETITIONS),
                Duration.ofSeconds(policy.path("MaximumEventAgeInSeconds").asLong(RetryRule.LONGEST_AGE.toSeconds())),
                letters.isTextual() ? letters.asText() : null);
    }

    ObjectNode listRules(JsonNode request) throws ServiceException {
        String bus = busOf(request);
        if (!buses.contains(bus)) {
            throw Buses.noSuchBus(bus);
        }
        ArrayNode rules = JSON.createArrayNode();
        for (Rule rule : buses.rulesOf(bus)) {
            ObjectNode one = rules.addObject()
                    .put("Name", rule.name())
                    .put("Arn", BusNames.arnOfRule(location, bus, rule.name()))
                    .put("State", rule.isEnabled() ? "ENABLED" : "DISABLED")
                    .put("EventBusName", bus);
            putIfPresent(one, "EventPattern", rule.pattern());
            putIfPresent(one, "ScheduleExpression", rule.schedule());
        }
        ObjectNode answer = JSON.createObjectNode();
        answer.set("Rules", rules);
        return answer;
    }

    private static void putIfPresent(ObjectNode node, String name, @Nullable String value) {
        if (value != null) {
            node.put(name, value);
        }
    }

    ObjectNode listTargets(JsonNode request) throws ServiceException {
        ArrayNode targets = JSON.createArrayNode();
        buses.rule(busOf(request), required(request, "Rule"))
                .targets()
                .forEach((id, target) -> targets.addObject().put("Id", id).put("Arn", target.arn()));
        ObjectNode answer = JSON.createObjectNode();
        answer.set("Targets", targets);
        return answer;
    }

    /** Refuses a pattern that the matcher does not take. */
    static void refuseBad(String pattern) throws ServiceException {
        if (pattern.length() > LONGEST_PATTERN) {
            throw badPattern("Pattern is longer than " + LONGEST_PATTERN + " characters");
        }
        @Nullable String problem = RuleCompiler.check(pattern);
        if (problem != null) {
            throw badPattern(problem);
        }
    }

    private static ServiceException badPattern(String problem) {
        return ServiceException.of("InvalidEventPatternException", "Event pattern is not valid. Reason: " + problem);
    }

    static String required(JsonNode request, String name) throws ServiceException {
        String value = request.path(name).asText("");
        if (value.isEmpty()) {
            throw ServiceException.invalid("Parameter " + name + " is a required argument.");
        }
        return value;
    }

    private static String busOf(JsonNode request) {
        return BusNames.ofNameOrArn(request.path("EventBusName").asText(Buses.DEFAULT));
    }
}
