package dev.sallyport.infra.observe;

import dev.sallyport.infra.function.WebhookFunction;
import dev.sallyport.infra.function.WebhookFunctions;
import dev.sallyport.infra.queue.WebhookQueues;
import dev.sallyport.infra.settings.Foundation;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.apigateway.RestApi;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/**
 * Alarms: on the share of failed invocations and of answers 5xx, not on their number, which grows with traffic; on
 * throttles; on messages that grow old or many; on anything that was given up.
 *
 * <p>Inputs: what is watched, thresholds, a topic if there is one. On deletion of the stack: deleted.
 */
public final class Observation extends Construct {

    private static final Duration PERIOD = Duration.minutes(5);

    private final Foundation foundation;
    private final AlarmSettings settings;
    private final @Nullable ITopic topic;

    /** Makes the alarms on functions and queues. */
    public Observation(
            Construct scope,
            String id,
            Foundation foundation,
            AlarmSettings settings,
            @Nullable ITopic topic,
            WebhookFunctions functions,
            WebhookQueues queues) {
        super(scope, id);
        this.foundation = foundation;
        this.settings = settings;
        this.topic = topic;
        for (WebhookFunction function : WebhookFunction.values()) {
            watch(function, functions.function(function));
        }
        watchAge("processing", queues.processing());
        watchAge("delivery", queues.delivery());
        watchGivenUp("processing-dead-letters", queues.processingDeadLetters());
        watchGivenUp("delivery-dead-letters", queues.deliveryDeadLetters());
        // Dead webhooks leave their queue as soon as they are marked: its depth alone would not show them.
        alarm(
                "dead-webhooks",
                "Webhooks are dead: look with /internal/webhooks?status=DEAD, redrive when the cause is gone",
                functions.function(WebhookFunction.DEAD_LETTER).metricInvocations(sumOverPeriod()),
                0);
    }

    private void watch(WebhookFunction entry, Function function) {
        alarm(
                entry.slug() + "-errors",
                "More than " + settings.errorPercent() + " % of invocations of " + entry.slug() + " fail",
                rate(function.metricErrors(sumOverPeriod()), function.metricInvocations(sumOverPeriod())),
                settings.errorPercent());
        alarm(
                entry.slug() + "-throttles",
                "Invocations of " + entry.slug() + " are throttled: raise its concurrency, or the account's",
                function.metricThrottles(sumOverPeriod()),
                0);
    }

    /** Without invocations there is no share; a missing value is no fault. */
    private static MathExpression rate(Metric part, Metric whole) {
        return MathExpression.Builder.create()
                .expression("IF(whole > 0, 100 * part / whole, 0)")
                .usingMetrics(Map.of("part", part, "whole", whole))
                .period(PERIOD)
                .label("percent")
                .build();
    }

    private void watchAge(String name, IQueue queue) {
        alarm(
                name + "-age",
                "Messages of queue " + name + " wait too long: look at what its function logs",
                queue.metricApproximateAgeOfOldestMessage(
                        MetricOptions.builder().period(PERIOD).build()),
                settings.oldestMessage().toSeconds());
        alarm(
                name + "-depth",
                "Too many messages wait in queue " + name + ": its function does not keep up",
                queue.metricApproximateNumberOfMessagesVisible(
                        MetricOptions.builder().period(PERIOD).build()),
                settings.deepestQueue());
    }

    /** Watches a queue in which nothing should ever be. */
    public void watchGivenUp(String name, IQueue queue) {
        alarm(
                name,
                "Something was given up and waits in queue " + name,
                queue.metricApproximateNumberOfMessagesVisible(
                        MetricOptions.builder().period(PERIOD).build()),
                0);
    }

    /** Watches the answers of a REST API. */
    public void watch(RestApi api) {
        alarm(
                "api-5xx",
                "More than " + settings.serverErrorPercent() + " % of requests are answered 5xx",
                rate(api.metricServerError(sumOverPeriod()), api.metricCount(sumOverPeriod())),
                settings.serverErrorPercent());
    }

    private static MetricOptions sumOverPeriod() {
        return MetricOptions.builder().statistic("Sum").period(PERIOD).build();
    }

    private void alarm(String name, String description, IMetric metric, Number threshold) {
        Alarm alarm = Alarm.Builder.create(this, name)
                .alarmName(foundation.names().of("webhook-" + name))
                .alarmDescription(description)
                .metric(metric)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD)
                .threshold(threshold)
                .evaluationPeriods(1)
                .treatMissingData(TreatMissingData.NOT_BREACHING)
                .build();
        if (topic != null) {
            alarm.addAlarmAction(new SnsAction(topic));
            alarm.addOkAction(new SnsAction(topic));
        }
    }
}
