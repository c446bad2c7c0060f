package dev.sallyport.local.emulated;

import dev.sallyport.aws.Resources;
import dev.sallyport.aws.dynamodb.DynamoDbTableCreation;
import dev.sallyport.aws.eventbridge.EventBridgeBusCreation;
import dev.sallyport.aws.s3.S3BucketCreation;
import dev.sallyport.aws.sqs.SqsQueueCreation;
import dev.sallyport.emulation.function.FunctionSettings;
import dev.sallyport.local.emulated.front.ApiRoute;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.eventbridge.model.Target;

/** What the adapters' own description says, with the functions that are packaged. */
final class DescribedStack implements Stack {

    /** Ends or begins the names of everything. */
    static final String SUFFIX = "local";

    /** The name of the secret that seals the secrets of endpoints. */
    static final String MASTER_KEY = "sallyport-" + SUFFIX + "/master-key";

    private static final String PROCESSING = "processing";
    private static final String PROCESSING_DEAD_LETTERS = "processing-dead-letters";
    private static final String DELIVERY = "delivery";
    private static final String DELIVERY_DEAD_LETTERS = "delivery-dead-letters";
    private static final String TABLE = "webhook-records-" + SUFFIX;
    private static final String BUCKET = "webhook-archive-" + SUFFIX;
    private static final String BUS = "webhook-events-" + SUFFIX;
    private static final String SWEEPING = "webhook-sweep-" + SUFFIX;
    private static final String FAN_OUT = "FanOutHandler";
    private static final int MEMORY = 256;
    private static final int BATCH = 10;

    private final Clients clients;
    private final Map<String, String> queueUrls;
    private final boolean forwards;

    private DescribedStack(Clients clients, Map<String, String> queueUrls, boolean forwards) {
        this.clients = clients;
        this.queueUrls = queueUrls;
        this.forwards = forwards;
    }

    /**
     * Makes table, bucket and queues, unless they are there.
     *
     * @param forwards whether published webhooks are sent on to tenants
     */
    static DescribedStack make(Clients clients, boolean forwards) {
        Resources described = Resources.described();
        Map<String, String> queueUrls =
                SqsQueueCreation.create(clients.sqs(), described.queues(), "webhook-" + SUFFIX + '-');
        DynamoDbTableCreation.create(clients.dynamoDb(), described.table(), TABLE);
        S3BucketCreation.create(clients.s3(), described.bucket(), BUCKET);
        return new DescribedStack(clients, queueUrls, forwards);
    }

    @Override
    public Map<String, FunctionSettings> functions() {
        Map<String, FunctionSettings> functions = new LinkedHashMap<>();
        for (FunctionPlan plan : FunctionPlan.all()) {
            Map<String, String> variables = new LinkedHashMap<>();
            plan.variables().forEach(name -> variables.put(name, valueOf(plan, name)));
            functions.put(
                    plan.key(),
                    new FunctionSettings(
                            "webhook-" + plan.key() + '-' + SUFFIX,
                            plan.handler(),
                            MEMORY,
                            plan.timeout(),
                            1,
                            variables));
        }
        return functions;
    }

    private String valueOf(FunctionPlan function, String variable) {
        return switch (variable) {
            case FunctionPlan.TABLE -> TABLE;
            case FunctionPlan.BUCKET -> BUCKET;
            case FunctionPlan.QUEUE -> queueUrl(PROCESSING);
            case FunctionPlan.DELIVERY_QUEUE -> queueUrl(DELIVERY);
            case FunctionPlan.DEAD_LETTER_QUEUE ->
                queueUrl(function.key().equals(FunctionPlan.REQUEUE) ? DELIVERY_DEAD_LETTERS : PROCESSING_DEAD_LETTERS);
            case FunctionPlan.BUS -> BUS;
            case FunctionPlan.MASTER_KEY -> MASTER_KEY;
            case FunctionPlan.ENVIRONMENT -> SUFFIX;
            default -> throw new IllegalArgumentException("nothing is known of the variable " + variable);
        };
    }

    private String queueUrl(String name) {
        String url = queueUrls.get(name);
        if (url == null) {
            throw new IllegalStateException("the description has no queue '" + name + "'");
        }
        return url;
    }

    @Override
    public List<Feed> feeds() {
        return List.of(
                new Feed(FunctionPlan.PROCESSOR, queueUrl(PROCESSING), BATCH, true),
                new Feed(FunctionPlan.DEAD_LETTER, queueUrl(PROCESSING_DEAD_LETTERS), BATCH, true),
                new Feed(FunctionPlan.DELIVERY, queueUrl(DELIVERY), BATCH, true));
    }

    @Override
    public List<ApiRoute> routes() {
        return Routes.all();
    }

    @Override
    public Names names() {
        return new Names(TABLE, BUCKET, BUS, queueUrl(PROCESSING), queueUrls, MASTER_KEY);
    }

    @Override
    public void connect(boolean here) {
        EventBridgeBusCreation.create(
                clients.eventBridge(),
                Resources.described().bus(),
                BUS,
                here && forwards ? Map.of(FAN_OUT, arnOf(FunctionPlan.FAN_OUT)) : Map.of());
        if (here) {
            clients.eventBridge().putRule(request -> request.name(SWEEPING).scheduleExpression("rate(1 minute)"));
            clients.eventBridge()
                    .putTargets(request -> request.rule(SWEEPING)
                            .targets(Target.builder()
                                    .id(FunctionPlan.SWEEPER)
                                    .arn(arnOf(FunctionPlan.SWEEPER))
                                    .build()));
        }
    }

    private String arnOf(String key) {
        return Functions.arnOf("webhook-" + key + '-' + SUFFIX);
    }
}
