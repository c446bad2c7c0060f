package dev.sallyport.local.emulated;

import java.time.Duration;
import java.util.List;

/**
 * One of the packaged functions.
 *
 * @param key names it here, and ends its name
 * @param handler what the runtime client runs
 * @param timeout of one invocation
 * @param variables the names of the environment variables that it reads, beside those of every function
 */
record FunctionPlan(String key, String handler, Duration timeout, List<String> variables) {

    static final String RECEIVER = "receiver";
    static final String PROCESSOR = "processor";
    static final String DEAD_LETTER = "dead-letter";
    static final String SWEEPER = "sweeper";
    static final String EVENT_API = "event-api";
    static final String DELIVERY = "delivery";
    static final String REQUEUE = "requeue";
    static final String OPERATOR_API = "operator-api";
    static final String FAN_OUT = "fan-out";

    static final String TABLE = "SALLYPORT_TABLE";
    static final String BUCKET = "SALLYPORT_BUCKET";
    static final String QUEUE = "SALLYPORT_QUEUE_URL";
    static final String DEAD_LETTER_QUEUE = "SALLYPORT_DEAD_LETTER_QUEUE_URL";
    static final String DELIVERY_QUEUE = "SALLYPORT_DELIVERY_QUEUE_URL";
    static final String BUS = "SALLYPORT_BUS";
    static final String MASTER_KEY = "SALLYPORT_MASTER_KEY";
    static final String CONFIG = "SALLYPORT_CONFIG";
    static final String ENVIRONMENT = "SALLYPORT_ENVIRONMENT";

    private static final String HANDLERS = "dev.sallyport.lambda.";
    private static final String METHOD = "::handleRequest";
    private static final Duration USUAL = Duration.ofSeconds(30);
    private static final Duration LONG = Duration.ofSeconds(90);

    FunctionPlan {
        variables = List.copyOf(variables);
    }

    /** Returns all that are packaged. */
    static List<FunctionPlan> all() {
        return List.of(
                plan(RECEIVER, "receive.ReceiverHandler", USUAL, TABLE, BUCKET, QUEUE, MASTER_KEY),
                plan(PROCESSOR, "process.ProcessorHandler", USUAL, TABLE, BUCKET, QUEUE, BUS),
                plan(DEAD_LETTER, "process.DeadLetterHandler", USUAL, TABLE, BUCKET, DEAD_LETTER_QUEUE),
                plan(SWEEPER, "sweep.SweeperHandler", USUAL, TABLE, BUCKET, QUEUE, DELIVERY_QUEUE, BUS),
                plan(EVENT_API, "event.EventApiHandler", USUAL, TABLE, BUCKET, DELIVERY_QUEUE, MASTER_KEY),
                plan(DELIVERY, "deliver.DeliveryHandler", LONG, TABLE, BUCKET, DELIVERY_QUEUE, MASTER_KEY),
                plan(REQUEUE, "deliver.RequeueHandler", USUAL, TABLE, DEAD_LETTER_QUEUE, DELIVERY_QUEUE),
                plan(
                        OPERATOR_API,
                        "operate.OperatorApiHandler",
                        USUAL,
                        TABLE,
                        BUCKET,
                        QUEUE,
                        DELIVERY_QUEUE,
                        MASTER_KEY),
                plan(FAN_OUT, "fanout.FanOutHandler", USUAL, TABLE, BUCKET, DELIVERY_QUEUE));
    }

    private static FunctionPlan plan(String key, String handler, Duration timeout, String... variables) {
        return new FunctionPlan(key, HANDLERS + handler + METHOD, timeout, List.of(variables));
    }
}
