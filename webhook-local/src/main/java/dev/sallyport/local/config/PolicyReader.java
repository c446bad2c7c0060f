package dev.sallyport.local.config;

import dev.sallyport.core.archive.ArchivePolicy;
import dev.sallyport.core.ordering.OrderingPolicy;
import dev.sallyport.core.retry.Backoff;
import dev.sallyport.core.retry.Jitter;
import dev.sallyport.core.retry.RetryPolicy;
import dev.sallyport.local.config.YamlValue.Scalar;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a provider's policies into those of the core. */
final class PolicyReader {

    private static final int MOST_ATTEMPTS = 100;
    private static final Duration DEFAULT_FIRST = Duration.ofSeconds(1);
    private static final Pattern FRACTION = Pattern.compile("0\\.[0-9]{1,6}|1(\\.0)?");

    private static final String JITTER_REMEDY =
            "'jitter' must be none, full, equal, or a fraction above 0 and up to 1, for example 0.1";

    private enum Order {
        BY_PROVIDER,
        BY_ENTITY,
        UNORDERED
    }

    private enum Growth {
        EXPONENTIAL,
        LINEAR,
        LISTED
    }

    private PolicyReader() {}

    static OrderingPolicy ordering(@Nullable Section section) {
        if (section == null) {
            return OrderingPolicy.byProvider();
        }
        Order by = section.choice(
                "by",
                Map.of("provider", Order.BY_PROVIDER, "entity", Order.BY_ENTITY, "none", Order.UNORDERED),
                Order.BY_PROVIDER);
        Scalar pointer = section.scalar("pointer");
        if (pointer != null && by != Order.BY_ENTITY) {
            section.problems().add(pointer.at(), "'pointer' goes with 'by: entity' only: remove it or change 'by'");
            return OrderingPolicy.byProvider();
        }
        return switch (by) {
            case BY_PROVIDER -> OrderingPolicy.byProvider();
            case UNORDERED -> OrderingPolicy.unordered();
            case BY_ENTITY -> pointer == null ? OrderingPolicy.byCatalogueEntity() : byEntity(pointer, section);
        };
    }

    private static OrderingPolicy byEntity(Scalar pointer, Section section) {
        if (pointer.text().startsWith("/")) {
            return OrderingPolicy.byEntity(pointer.text());
        }
        section.problems().add(pointer.at(), "'pointer' must be a JSON Pointer: for example /data/customer");
        return OrderingPolicy.byCatalogueEntity();
    }

    static RetryPolicy retry(@Nullable Section section) {
        RetryPolicy.Builder policy = RetryPolicy.builder();
        if (section == null) {
            return policy.build();
        }
        policy.attempts(section.integer("attempts", 1, MOST_ATTEMPTS, 3)).backoff(backoff(section));
        Duration cap = section.duration("cap");
        if (cap != null) {
            policy.cap(bounded(cap, "cap", section));
        }
        policy.maximumAge(section.duration("maximumAge"));
        Jitter jitter = jitter(section);
        if (jitter != null) {
            policy.jitter(jitter);
        }
        return policy.build();
    }

    private static Backoff backoff(Section section) {
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
        Duration step = first == null ? DEFAULT_FIRST : bounded(first, "first", section);
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
        return Backoff.exponential(DEFAULT_FIRST);
    }

    private static Duration bounded(Duration wait, String name, Section section) {
        if (wait.compareTo(Backoff.LONGEST) <= 0) {
            return wait;
        }
        section.problems().add(section.positionOf(name), "'" + name + "' must be at most P365D");
        return DEFAULT_FIRST;
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

    static ArchivePolicy archive(@Nullable Section section) {
        if (section == null) {
            return ArchivePolicy.onReceipt();
        }
        ArchivePolicy.Mode mode = section.choice(
                "mode",
                Map.of("on-receipt", ArchivePolicy.Mode.ON_RECEIPT, "bundled", ArchivePolicy.Mode.BUNDLED),
                ArchivePolicy.Mode.ON_RECEIPT);
        Duration transitionAfter = section.duration("transitionAfter");
        Duration expireAfter = section.duration("expireAfter");
        if (transitionAfter != null && expireAfter != null && transitionAfter.compareTo(expireAfter) >= 0) {
            section.problems()
                    .add(section.positionOf("transitionAfter"), "'transitionAfter' must be shorter than 'expireAfter'");
            return ArchivePolicy.onReceipt();
        }
        return new ArchivePolicy(mode, transitionAfter, expireAfter);
    }
}
