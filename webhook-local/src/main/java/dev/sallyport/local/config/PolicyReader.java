package dev.sallyport.local.config;

import dev.sallyport.core.archive.ArchivePolicy;
import dev.sallyport.core.ordering.OrderingPolicy;
import dev.sallyport.local.config.YamlValue.Scalar;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a provider's policies of order and archive into those of the core. */
final class PolicyReader {

    private enum Order {
        BY_PROVIDER,
        BY_ENTITY,
        UNORDERED
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
        Duration sealAfter = section.duration("sealAfter");
        return new ArchivePolicy(
                mode, transitionAfter, expireAfter, sealAfter == null ? ArchivePolicy.USUAL_SEAL_AFTER : sealAfter);
    }
}
