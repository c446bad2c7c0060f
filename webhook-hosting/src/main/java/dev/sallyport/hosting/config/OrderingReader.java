package dev.sallyport.hosting.config;

import dev.sallyport.core.ordering.LateEvents;
import dev.sallyport.core.ordering.OrderingPolicy;
import dev.sallyport.core.ordering.SequenceGate;
import dev.sallyport.core.signature.CodedRules;
import dev.sallyport.core.signature.IdentityRules.OrderRules;
import dev.sallyport.core.signature.OrderingMark;
import dev.sallyport.core.signature.SignatureScheme;
import dev.sallyport.hosting.config.YamlValue.Scalar;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads what a provider's webhooks wait for. */
final class OrderingReader {

    static final List<String> KNOWN = List.of("by", "pointer", "lateEvents", "sequence");

    private static final List<String> SEQUENCE = List.of("longestWait", "mostHeld");
    private static final Duration DEFAULT_WAIT = Duration.ofSeconds(30);
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);
    private static final int DEFAULT_HELD = 100;
    private static final int MOST_HELD = 10_000;

    private enum Order {
        BY_PROVIDER,
        BY_ENTITY,
        UNORDERED
    }

    private OrderingReader() {}

    static OrderingConfig read(@Nullable Section section) {
        if (section == null) {
            return OrderingConfig.of(OrderingPolicy.byProvider());
        }
        Order by = section.choice(
                "by",
                Map.of("provider", Order.BY_PROVIDER, "entity", Order.BY_ENTITY, "none", Order.UNORDERED),
                Order.BY_PROVIDER);
        SequenceGate sequence = sequence(section.section("sequence", SEQUENCE));
        LateEvents late = section.choice(
                "lateEvents",
                Map.of("publish", LateEvents.PUBLISH, "mark-stale", LateEvents.MARK_STALE),
                sequence == null ? LateEvents.PUBLISH : LateEvents.MARK_STALE);
        if (by == Order.UNORDERED && late == LateEvents.MARK_STALE) {
            section.problems()
                    .add(
                            section.positionOf(sequence == null ? "lateEvents" : "sequence"),
                            "with 'by: none' no event comes late: remove this or change 'by'");
        }
        if (sequence != null && late == LateEvents.PUBLISH) {
            section.problems()
                    .add(
                            section.positionOf("lateEvents"),
                            "'sequence' marks what comes after its turn: remove 'lateEvents: publish'");
        }
        return new OrderingConfig(policy(section, by), late, sequence);
    }

    private static OrderingPolicy policy(Section section, Order by) {
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

    private static @Nullable SequenceGate sequence(@Nullable Section section) {
        if (section == null) {
            return null;
        }
        Duration wait = Objects.requireNonNullElse(section.duration("longestWait"), DEFAULT_WAIT);
        if (wait.compareTo(LONGEST_WAIT) > 0) {
            section.problems().add(section.positionOf("longestWait"), "'longestWait' must be at most P1D");
            wait = LONGEST_WAIT;
        }
        return new SequenceGate(wait, section.integer("mostHeld", 1, MOST_HELD, DEFAULT_HELD));
    }

    /** Returns why a scheme's events cannot be ordered as asked for; null if they can. */
    static @Nullable String misfit(OrderingConfig ordering, SignatureScheme scheme) {
        if (ordering.lateEvents() == LateEvents.PUBLISH || scheme.rules() instanceof CodedRules) {
            return null;
        }
        OrderRules order = scheme.identity().order();
        if (order == null) {
            return "scheme '" + scheme.name() + "' does not say where an event stands among others:"
                    + " remove 'lateEvents' and 'sequence' from 'ordering'";
        }
        return ordering.sequence() != null && order.kind() != OrderingMark.Kind.SEQUENCE
                ? "scheme '" + scheme.name() + "' does not number its events without gaps:"
                        + " use 'lateEvents: mark-stale' in place of 'sequence'"
                : null;
    }
}
