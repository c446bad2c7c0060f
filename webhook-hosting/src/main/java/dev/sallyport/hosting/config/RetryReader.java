package dev.sallyport.hosting.config;

import dev.sallyport.core.delivery.EventTypePattern;
import dev.sallyport.core.retry.Backoff;
import dev.sallyport.core.retry.Jitter;
import dev.sallyport.core.retry.RetryPolicy;
import dev.sallyport.hosting.config.YamlValue.Entry;
import dev.sallyport.hosting.config.YamlValue.Scalar;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads retry policies. */
public final class RetryReader {

    /** The names in a policy of processing. */
    static final List<String> OF_PROCESSING =
            List.of("attempts", "backoff", "first", "delays", "cap", "jitter", "maximumAge");

    /** The names in a policy of deliveries, whose receivers can say when to come back. */
    public static final List<String> OF_DELIVERIES =
            List.of("attempts", "backoff", "first", "delays", "cap", "jitter", "maximumAge", "retryAfterCap");

    private static final int MOST_ATTEMPTS = 100;
    private static final int USUAL_ATTEMPTS = 3;
    private static final Duration USUAL_FIRST = Duration.ofSeconds(1);
    private static final Duration USUAL_FIRST_OF_DELIVERIES = Duration.ofMinutes(1);

    /** Stands in for what was refused, so that reading goes on. */
    private static final Duration FALLBACK = Duration.ofSeconds(1);

    private static final Pattern FRACTION = Pattern.compile("0\\.[0-9]{1,6}|1(\\.0)?");

    private static final String JITTER_REMEDY =
            "'jitter' must be none, full, equal, or a fraction above 0 and up to 1, for example 0.1";

    private enum Growth {
        EXPONENTIAL,
        LINEAR,
        LISTED
    }

    private RetryReader() {}

    /** Returns a policy of processing; that of the core where nothing is said. */
    static RetryPolicy ofProcessing(@Nullable Section section) {
        RetryPolicy.Builder policy = RetryPolicy.builder();
        if (section == null) {
            return policy.build();
        }
        policy.attempts(section.integer("attempts", 1, MOST_ATTEMPTS, USUAL_ATTEMPTS))
                .backoff(backoff(section, USUAL_FIRST));
        return with(policy, section).build();
    }

    /** Returns a policy of deliveries; what is not said is as in the core's, and a list of waits gives the attempts. */
    public static RetryPolicy ofDeliveries(Section section) {
        RetryPolicy usual = RetryPolicy.ofDeliveries();
        Backoff backoff = backoff(section, USUAL_FIRST_OF_DELIVERIES);
        int attempts =
                backoff instanceof Backoff.Listed listed ? listed.delays().size() + 1 : usual.attempts();
        RetryPolicy.Builder policy = RetryPolicy.builder()
                .attempts(section.integer("attempts", 1, MOST_ATTEMPTS, attempts))
                .backoff(backoff)
                .jitter(usual.jitter());
        Duration hintCap = section.duration("retryAfterCap");
        if (hintCap != null) {
            policy.hintCap(bounded(hintCap, "retryAfterCap", section));
        }
        return with(policy, section).build();
    }

    /** Returns the policies of deliveries of a section whose names are patterns of event types. */
    public static Map<EventTypePattern, RetryPolicy> byType(Section section) {
        Map<EventTypePattern, RetryPolicy> byType = new LinkedHashMap<>();
        for (Entry entry : section.entries()) {
            String pattern = entry.name().text();
            RetryPolicy ofType =
                    ofDeliveries(Section.of(entry.value(), "'" + pattern + "'", OF_DELIVERIES, section.problems()));
            if (EventTypePattern.isWellFormed(pattern)) {
                byType.put(new EventTypePattern(pattern), ofType);
            } else {
                section.problems().add(entry.name().at(), "an event type has 1 to 256 characters: invoice.*");
            }
        }
        return byType;
    }

    private static RetryPolicy.Builder with(RetryPolicy.Builder policy, Section section) {
        Duration cap = section.duration("cap");
        if (cap != null) {
            policy.cap(bounded(cap, "cap", section));
        }
        policy.maximumAge(section.duration("maximumAge"));
        Jitter jitter = jitter(section);
        if (jitter != null) {
            policy.jitter(jitter);
        }
        return policy;
    }

    private static Backoff backoff(Section section, Duration usualFirst) {
        Growth growth = section.choice(
                "backoff",
                Map.of("exponential", Growth.EXPONENTIAL, "linear", Growth.LINEAR, "listed", Growth.LISTED),
                section.has("delays") ? Growth.LISTED : Growth.EXPONENTIAL);
        if (growth == Growth.LISTED) {
            return listed(section);
        }
        if (section.has("delays")) {
            section.problems()
                    .add(section.positionOf("delays"), "'delays' goes with 'backoff: listed' only: remove it");
        }
        Duration first = section.duration("first");
        Duration step = first == null ? usualFirst : bounded(first, "first", section);
        return growth == Growth.LINEAR ? Backoff.linear(step) : Backoff.exponential(step);
    }

    private static Backoff listed(Section section) {
        if (section.has("first")) {
            section.problems()
                    .add(section.positionOf("first"), "'first' does not go with 'backoff: listed': use 'delays' alone");
        }
        List<Duration> delays = new ArrayList<>();
        for (Scalar scalar : section.scalars("delays", "[PT1S, PT10S, PT1M]")) {
            Duration delay = Durations.read(scalar, "delays", section.problems());
            if (delay != null) {
                delays.add(bounded(delay, "delays", section));
            }
        }
        if (!delays.isEmpty()) {
            return Backoff.listed(delays);
        }
        if (!section.has("delays")) {
            section.problems().add(section.at(), "'backoff: listed' needs its waits: add delays: [PT1S, PT10S, PT1M]");
        } else if (section.isEmptyList("delays")) {
            section.problems().add(section.positionOf("delays"), "'delays' is empty: list at least one wait");
        }
        return Backoff.exponential(FALLBACK);
    }

    private static Duration bounded(Duration wait, String name, Section section) {
        if (wait.compareTo(Backoff.LONGEST) <= 0) {
            return wait;
        }
        section.problems().add(section.positionOf(name), "'" + name + "' must be at most P365D");
        return FALLBACK;
    }

    private static @Nullable Jitter jitter(Section section) {
        Scalar scalar = section.scalar("jitter");
        if (scalar == null) {
            return null;
        }
        String text = scalar.text();
        if (FRACTION.matcher(text).matches() && Double.parseDouble(text) > 0) {
            return Jitter.proportional(Double.parseDouble(text));
        }
        return switch (text) {
            case "none" -> Jitter.none();
            case "full" -> Jitter.full();
            case "equal" -> Jitter.equal();
            default -> {
                section.problems().add(scalar.at(), JITTER_REMEDY);
                yield null;
            }
        };
    }
}
