package dev.sallyport.infra.observe;

import dev.sallyport.infra.function.WebhookFunction;
import dev.sallyport.infra.function.WebhookFunctions;
import dev.sallyport.infra.queue.WebhookQueues;
import dev.sallyport.infra.settings.Foundation;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.services.apigateway.RestApi;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/**
 * A dashboard that follows a webhook's way: door, functions, queues, what was given up.
 *
 * <p>Inputs: what is shown. On deletion of the stack: deleted.
 */
public final class Overview extends Construct {

    private static final int HALF = 12;

    /** Makes the dashboard. */
    public Overview(
            Construct scope,
            String id,
            Foundation foundation,
            @Nullable RestApi api,
            WebhookFunctions functions,
            WebhookQueues queues) {
        super(scope, id);
        Dashboard dashboard = Dashboard.Builder.create(this, "Dashboard")
                .dashboardName(foundation.names().of("webhook-overview"))
                .build();
        if (api != null) {
            dashboard.addWidgets(
                    graph("Requests", List.of(api.metricCount(), api.metricClientError(), api.metricServerError())),
                    graph("Time to answer", List.of(api.metricLatency())));
        }
        dashboard.addWidgets(
                graph(
                        "Invocations",
                        ofAll(functions, software.amazon.awscdk.services.lambda.Function::metricInvocations)),
                graph("Errors", ofAll(functions, software.amazon.awscdk.services.lambda.Function::metricErrors)));
        dashboard.addWidgets(
                graph("Duration", ofAll(functions, software.amazon.awscdk.services.lambda.Function::metricDuration)),
                graph("Throttles", ofAll(functions, software.amazon.awscdk.services.lambda.Function::metricThrottles)));
        List<IQueue> working = List.of(queues.processing(), queues.delivery());
        dashboard.addWidgets(
                graph("Waiting", of(working, IQueue::metricApproximateNumberOfMessagesVisible)),
                graph("Age of the oldest", of(working, IQueue::metricApproximateAgeOfOldestMessage)));
        dashboard.addWidgets(graph(
                "Given up",
                of(
                        List.of(queues.processingDeadLetters(), queues.deliveryDeadLetters()),
                        IQueue::metricApproximateNumberOfMessagesVisible)));
    }

    private static List<IMetric> ofAll(
            WebhookFunctions functions,
            Function<software.amazon.awscdk.services.lambda.Function, ? extends IMetric> metric) {
        return Arrays.stream(WebhookFunction.values())
                .<IMetric>map(entry -> metric.apply(functions.function(entry)))
                .toList();
    }

    private static List<IMetric> of(List<IQueue> queues, Function<IQueue, ? extends IMetric> metric) {
        return queues.stream().<IMetric>map(metric).toList();
    }

    private static IWidget graph(String title, List<? extends IMetric> metrics) {
        return GraphWidget.Builder.create()
                .title(title)
                .left(metrics)
                .width(HALF)
                .build();
    }
}
