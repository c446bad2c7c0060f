package dev.sallyport.infra.bus;

import dev.sallyport.infra.deployment.ProviderDeployment;
import dev.sallyport.infra.settings.Foundation;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.events.CfnArchive;
import software.amazon.awscdk.services.events.CfnRule;
import software.amazon.awscdk.services.events.CfnRule.TargetProperty;
import software.amazon.awscdk.services.events.EventBus;
import software.amazon.awscdk.services.logs.CfnResourcePolicy;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/**
 * The bus on which processed webhooks are published, an archive from which they can be replayed, and for each provider a
 * rule that writes its events into one log group. Events name webhooks, they do not hold their bodies.
 *
 * <p>Inputs: the providers, how long events and their log are kept. Output: the bus. On deletion of the stack: deleted
 * with its archive and its log.
 */
public final class WebhookBus extends Construct {

    /** What the publisher names as the source of its events. */
    public static final String SOURCE = "webhook.processor";

    private static final List<String> DELIVERERS = List.of("delivery.logs.amazonaws.com", "events.amazonaws.com");

    private final Foundation foundation;
    private final EventBus bus;
    private final LogGroup log;

    /**
     * Makes the bus and what listens to it.
     *
     * @param archiveDays how long events can be replayed from the bus's archive, in days
     */
    public WebhookBus(
            Construct scope,
            String id,
            Foundation foundation,
            List<ProviderDeployment> providers,
            int archiveDays,
            RetentionDays logRetention) {
        super(scope, id);
        this.foundation = foundation;
        bus = EventBus.Builder.create(this, "Bus")
                .eventBusName(foundation.names().of("webhook-events"))
                .description("Webhooks that Sallyport processed")
                .build();
        CfnArchive.Builder.create(this, "Archive")
                .archiveName(foundation.names().of("webhook-events"))
                .description("Events of the bus, for replay")
                .sourceArn(bus.getEventBusArn())
                .eventPattern(Map.of("source", List.of(SOURCE)))
                .retentionDays(archiveDays)
                .build();
        log = LogGroup.Builder.create(this, "Log")
                .logGroupName("/aws/events/" + foundation.names().of("webhook-events"))
                .retention(logRetention)
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        CfnResourcePolicy policy = letEventsIn();
        providers.forEach(provider -> logEventsOf(provider, policy));
    }

    /** The bus writes into the log under no role: the log group itself has to let it in. */
    private CfnResourcePolicy letEventsIn() {
        Map<String, Object> statement = Map.of(
                "Sid", "EventsIntoLog",
                "Effect", "Allow",
                "Principal", Map.of("Service", DELIVERERS),
                "Action", List.of("logs:CreateLogStream", "logs:PutLogEvents"),
                "Resource", log.getLogGroupArn());
        return CfnResourcePolicy.Builder.create(this, "LogPolicy")
                .policyName(foundation.names().of("webhook-events"))
                .policyDocument(
                        Stack.of(this).toJsonString(Map.of("Version", "2012-10-17", "Statement", List.of(statement))))
                .build();
    }

    private void logEventsOf(ProviderDeployment provider, CfnResourcePolicy policy) {
        CfnRule rule = CfnRule.Builder.create(this, "Log-" + provider.id())
                .name(foundation.names().of("webhook-log-" + provider.id()))
                .description("Events of provider " + provider.id() + " into the log of events")
                .eventBusName(bus.getEventBusName())
                .eventPattern(Map.of("source", List.of(SOURCE), "detail", Map.of("provider", List.of(provider.id()))))
                .targets(List.of(TargetProperty.builder()
                        .id("log")
                        .arn(logGroupArnWithoutEnd())
                        .build()))
                .build();
        rule.getNode().addDependency(policy);
    }

    /** The attribute of a log group ends with {@code :*}, which a target must not. */
    private String logGroupArnWithoutEnd() {
        Stack stack = Stack.of(this);
        return String.join(
                ":",
                "arn",
                stack.getPartition(),
                "logs",
                stack.getRegion(),
                stack.getAccount(),
                "log-group",
                log.getLogGroupName());
    }

    /** Returns the bus. */
    public EventBus bus() {
        return bus;
    }
}
