package dev.sallyport.infra;

import static dev.sallyport.infra.function.WebhookFunction.DEAD_LETTER;
import static dev.sallyport.infra.function.WebhookFunction.DELIVERY;
import static dev.sallyport.infra.function.WebhookFunction.EVENT_API;
import static dev.sallyport.infra.function.WebhookFunction.FAN_OUT;
import static dev.sallyport.infra.function.WebhookFunction.OPERATOR_API;
import static dev.sallyport.infra.function.WebhookFunction.PROCESSOR;
import static dev.sallyport.infra.function.WebhookFunction.SWEEPER;

import dev.sallyport.infra.function.Resource;
import dev.sallyport.infra.function.WebhookFunction;
import java.util.List;
import java.util.Set;

/**
 * Rights that functions have although no run of their code issues the action.
 *
 * @param reason why they have them all the same
 */
record UnissuedAction(Set<WebhookFunction> functions, Resource resource, List<String> actions, String reason) {

    private static final List<String> POLLING =
            List.of("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes");
    private static final String POLLER =
            "the Lambda service takes messages for the function, and deletes what it has done, under its role";

    /** All of them, beside {@link #LOGS} and {@link #TRACES}, which every function has. */
    static final List<UnissuedAction> ALL = List.of(
            new UnissuedAction(Set.of(PROCESSOR), Resource.PROCESSING_QUEUE, POLLING, POLLER),
            new UnissuedAction(Set.of(DEAD_LETTER), Resource.PROCESSING_DEAD_LETTERS, POLLING, POLLER),
            new UnissuedAction(Set.of(DELIVERY), Resource.DELIVERY_QUEUE, POLLING, POLLER),
            new UnissuedAction(
                    Set.of(FAN_OUT),
                    Resource.FAN_OUT_DEAD_LETTERS,
                    List.of("sqs:SendMessage"),
                    "the Lambda service sends there what the function failed on, under its role"),
            new UnissuedAction(
                    Set.of(PROCESSOR, SWEEPER, EVENT_API, DELIVERY, OPERATOR_API, FAN_OUT),
                    Resource.ARCHIVE_BUCKET,
                    List.of("s3:ListBucket"),
                    "without it S3 says of a missing object that access to it is denied, and a body that has expired"
                            + " would look like an outage"));

    /** The Lambda service writes logs under the function's role. */
    static final Set<String> LOGS = Set.of("logs:CreateLogStream", "logs:PutLogEvents");

    /** The Lambda service writes traces under the function's role. */
    static final Set<String> TRACES = Set.of("xray:PutTelemetryRecords", "xray:PutTraceSegments");
}
