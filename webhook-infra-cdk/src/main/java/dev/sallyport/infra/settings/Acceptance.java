package dev.sallyport.infra.settings;

import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import java.util.List;
import software.constructs.IConstruct;

/**
 * Accepts findings of cdk-nag's {@code AwsSolutions} rules, each with its reason, at the construct that they are about
 * and what is below it. The reasons are written into the template's metadata.
 */
public final class Acceptance {

    private Acceptance() {}

    /** Accepts one rule's findings; the reason is a sentence that says why the finding does no harm here. */
    public static void of(IConstruct construct, String rule, String reason) {
        NagSuppressions.addResourceSuppressions(
                construct,
                List.of(NagPackSuppression.builder()
                        .id("AwsSolutions-" + rule)
                        .reason(reason)
                        .build()),
                true);
    }
}
