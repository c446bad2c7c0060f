package dev.sallyport.hosting.config;

import dev.sallyport.core.archive.ArchivePolicy;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a provider's policy of archiving into that of the core. */
final class PolicyReader {

    private PolicyReader() {}

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
