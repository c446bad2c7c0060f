package dev.sallyport.infra.bus;

import dev.sallyport.infra.function.WebhookFunction;
import dev.sallyport.infra.function.WebhookFunctions;
import dev.sallyport.infra.layout.ResourceLayout.RuleLayout;
import dev.sallyport.infra.queue.FanOutDeadLetters;
import dev.sallyport.infra.queue.WebhookQueues;
import dev.sallyport.infra.settings.Foundation;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.events.CfnRule;
import software.amazon.awscdk.services.events.CfnRule.DeadLetterConfigProperty;
import software.amazon.awscdk.services.events.CfnRule.RetryPolicyProperty;
import software.amazon.awscdk.services.events.CfnRule.TargetProperty;
import software.amazon.awscdk.services.events.EventBus;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.CfnEventInvokeConfig;
import software.amazon.awscdk.services.lambda.CfnEventSourceMapping;
import software.amazon.awscdk.services.lambda.Permission;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/**
 * What sets functions to work: queues, the sweeper's schedule, and rules of the bus. All of them name the functions'
 * aliases.
 *
 * <p>Inputs: functions, queues, bus. On deletion of the stack: deleted.
 */
public final class Subscriptions extends Construct {

    private static final int BATCH = 10;
    private static final int ATTEMPTS = 2;
    private static final Duration LONGEST_WAIT = Duration.hours(6);

    private final Foundation foundation;
    private final WebhookFunctions functions;

    /** Takes messages from queues, and calls the sweeper every minute. */
    public Subscriptions(
            Construct scope, String id, Foundation foundation, WebhookFunctions functions, WebhookQueues queues) {
        super(scope, id);
        this.foundation = foundation;
        this.functions = functions;
        take(queues.processing(), WebhookFunction.PROCESSOR);
        take(queues.processingDeadLetters(), WebhookFunction.DEAD_LETTER);
        take(queues.delivery(), WebhookFunction.DELIVERY);
        sweep();
    }

    /** A batch that fails in part gives back that part only; a queue in order takes no window to wait in. */
    private void take(Queue queue, WebhookFunction function) {
        CfnEventSourceMapping.Builder.create(this, function.slug() + "-messages")
                .eventSourceArn(queue.getQueueArn())
                .functionName(functions.alias(function).getFunctionArn())
                .batchSize(BATCH)
                .functionResponseTypes(List.of("ReportBatchItemFailures"))
                .build();
    }

    private void sweep() {
        Alias sweeper = functions.alias(WebhookFunction.SWEEPER);
        CfnRule schedule = CfnRule.Builder.create(this, "Sweep")
                .name(foundation.names().of("webhook-sweep"))
                .description("Looks every minute for what is missing from its queue")
                .scheduleExpression("rate(1 minute)")
                .targets(List.of(TargetProperty.builder()
                        .id("sweeper")
                        .arn(sweeper.getFunctionArn())
                        .build()))
                .build();
        letIn(sweeper, "Schedule", schedule);
        // The next minute brings the next sweep: what failed is not worth repeating.
        onFailure(WebhookFunction.SWEEPER, 0, Duration.minutes(1)).build();
    }

    /** Tells functions of what is published on the bus; what cannot be told or done ends in a queue. */
    public void follow(EventBus bus, List<RuleLayout> rules, FanOutDeadLetters deadLetters) {
        for (RuleLayout layout : rules) {
            WebhookFunction function = byHandler(layout.target());
            Alias alias = functions.alias(function);
            CfnRule rule = CfnRule.Builder.create(this, layout.name())
                    .name(foundation.names().of("webhook-" + layout.name()))
                    .description("Published webhooks to " + function.slug())
                    .eventBusName(bus.getEventBusName())
                    .eventPattern(pattern(layout))
                    .targets(List.of(TargetProperty.builder()
                            .id(function.slug())
                            .arn(alias.getFunctionArn())
                            .retryPolicy(RetryPolicyProperty.builder()
                                    .maximumEventAgeInSeconds(LONGEST_WAIT.toSeconds())
                                    .build())
                            .deadLetterConfig(DeadLetterConfigProperty.builder()
                                    .arn(deadLetters.queue().getQueueArn())
                                    .build())
                            .build()))
                    .build();
            letIn(alias, "Rule-" + layout.name(), rule);
            deadLetters.letIn(rule);
            onFailure(function, ATTEMPTS, LONGEST_WAIT)
                    .destinationConfig(CfnEventInvokeConfig.DestinationConfigProperty.builder()
                            .onFailure(CfnEventInvokeConfig.OnFailureProperty.builder()
                                    .destination(deadLetters.queue().getQueueArn())
                                    .build())
                            .build())
                    .build();
        }
    }

    private CfnEventInvokeConfig.Builder onFailure(WebhookFunction function, int repetitions, Duration longestWait) {
        return CfnEventInvokeConfig.Builder.create(this, function.slug() + "-failures")
                .functionName(functions.function(function).getFunctionName())
                .qualifier(functions.alias(function).getAliasName())
                .maximumRetryAttempts(repetitions)
                .maximumEventAgeInSeconds(longestWait.toSeconds());
    }

    private static Map<String, Object> pattern(RuleLayout layout) {
        Map<String, Object> pattern = new LinkedHashMap<>();
        pattern.put("source", layout.sources());
        if (!layout.detailTypes().isEmpty()) {
            pattern.put("detail-type", layout.detailTypes());
        }
        return pattern;
    }

    private static void letIn(Alias alias, String id, CfnRule rule) {
        alias.addPermission(
                id,
                Permission.builder()
                        .principal(ServicePrincipal.Builder.create("events.amazonaws.com")
                                .build())
                        .sourceArn(rule.getAttrArn())
                        .build());
    }

    private static WebhookFunction byHandler(String simpleName) {
        return Arrays.stream(WebhookFunction.values())
                .filter(function -> function.handlerClass().endsWith("." + simpleName))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no function is handled by " + simpleName));
    }
}
