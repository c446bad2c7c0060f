package dev.sallyport.infra.function;

import static dev.sallyport.infra.function.Permission.code;
import static dev.sallyport.infra.function.Permission.failures;
import static dev.sallyport.infra.function.Permission.poller;
import static dev.sallyport.infra.function.Permission.toBeToldWhatIsMissing;
import static dev.sallyport.infra.function.Resource.ARCHIVE;
import static dev.sallyport.infra.function.Resource.ARCHIVE_BUCKET;
import static dev.sallyport.infra.function.Resource.BUNDLES;
import static dev.sallyport.infra.function.Resource.DEAD_LETTERS;
import static dev.sallyport.infra.function.Resource.DELIVERY_DEAD_LETTERS;
import static dev.sallyport.infra.function.Resource.EVENT_BODIES;
import static dev.sallyport.infra.function.Resource.FAN_OUT_DEAD_LETTERS;
import static dev.sallyport.infra.function.Resource.PROCESSING_DEAD_LETTERS;
import static dev.sallyport.infra.function.Resource.PROCESSING_QUEUE;
import static dev.sallyport.infra.function.Resource.PROVIDER_SECRETS;
import static dev.sallyport.infra.function.Resource.TABLE_INDEXES;
import static dev.sallyport.infra.function.Setting.BUCKET;
import static dev.sallyport.infra.function.Setting.BUS;
import static dev.sallyport.infra.function.Setting.CONFIG;
import static dev.sallyport.infra.function.Setting.DEAD_LETTER_QUEUE;
import static dev.sallyport.infra.function.Setting.DELIVERY_DEAD_LETTER_QUEUE;
import static dev.sallyport.infra.function.Setting.DELIVERY_QUEUE;
import static dev.sallyport.infra.function.Setting.ENVIRONMENT;
import static dev.sallyport.infra.function.Setting.MASTER_KEY;
import static dev.sallyport.infra.function.Setting.QUEUE;
import static dev.sallyport.infra.function.Setting.TABLE;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The one catalogue of functions: the class that handles, what it is told, and what it may do. Tests prove that the
 * classes exist, that they read no other variable, and that their code issues no other action.
 */
// The set and the list are copies that nobody can change; their types do not say so.
@SuppressWarnings("ImmutableEnumChecker")
public enum WebhookFunction {
    /** Takes webhooks in: verifies, archives, records, queues. */
    RECEIVER(
            "receiver",
            "receive.ReceiverHandler",
            EnumSet.of(TABLE, BUCKET, QUEUE, MASTER_KEY, CONFIG, ENVIRONMENT),
            code(Resource.TABLE, "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"),
            code(ARCHIVE, "s3:GetObject", "s3:PutObject"),
            code(PROCESSING_QUEUE, "sqs:SendMessage"),
            code(PROVIDER_SECRETS, "secretsmanager:GetSecretValue"),
            code(Resource.MASTER_KEY, "secretsmanager:GetSecretValue")),

    /** Processes queued webhooks, group by group, and publishes them. */
    PROCESSOR(
            "processor",
            "process.ProcessorHandler",
            EnumSet.of(TABLE, BUCKET, QUEUE, BUS, CONFIG, ENVIRONMENT),
            code(
                    Resource.TABLE,
                    "dynamodb:BatchGetItem",
                    "dynamodb:GetItem",
                    "dynamodb:PutItem",
                    "dynamodb:UpdateItem"),
            code(ARCHIVE, "s3:GetObject"),
            code(BUNDLES, "s3:PutObject"),
            code(DEAD_LETTERS, "s3:PutObject"),
            toBeToldWhatIsMissing(ARCHIVE_BUCKET),
            code(PROCESSING_QUEUE, "sqs:ChangeMessageVisibility"),
            poller(PROCESSING_QUEUE),
            code(Resource.BUS, "events:PutEvents")),

    /** Marks webhooks that were received too often as dead, and writes their dead letters. */
    DEAD_LETTER(
            "dead-letter",
            "process.DeadLetterHandler",
            EnumSet.of(TABLE, BUCKET, DEAD_LETTER_QUEUE, CONFIG, ENVIRONMENT),
            code(
                    Resource.TABLE,
                    "dynamodb:BatchGetItem",
                    "dynamodb:GetItem",
                    "dynamodb:PutItem",
                    "dynamodb:UpdateItem"),
            code(BUNDLES, "s3:PutObject"),
            code(DEAD_LETTERS, "s3:PutObject"),
            code(PROCESSING_DEAD_LETTERS, "sqs:ChangeMessageVisibility"),
            poller(PROCESSING_DEAD_LETTERS)),

    /** Queues again what is missing from its queue, sets up configured tenants, and works at redrives and replays. */
    SWEEPER(
            "sweeper",
            "sweep.SweeperHandler",
            EnumSet.of(TABLE, BUCKET, QUEUE, DELIVERY_QUEUE, BUS, CONFIG, ENVIRONMENT),
            code(
                    Resource.TABLE,
                    "dynamodb:BatchGetItem",
                    "dynamodb:DeleteItem",
                    "dynamodb:GetItem",
                    "dynamodb:PutItem",
                    "dynamodb:Query",
                    "dynamodb:UpdateItem"),
            code(TABLE_INDEXES, "dynamodb:Query"),
            code(ARCHIVE, "s3:GetObject"),
            toBeToldWhatIsMissing(ARCHIVE_BUCKET),
            code(PROCESSING_QUEUE, "sqs:SendMessage"),
            code(Resource.DELIVERY_QUEUE, "sqs:SendMessage"),
            code(Resource.BUS, "events:PutEvents")),

    /** Answers tenants: events, endpoints, deliveries. */
    EVENT_API(
            "event-api",
            "event.EventApiHandler",
            EnumSet.of(TABLE, BUCKET, DELIVERY_QUEUE, MASTER_KEY, CONFIG, ENVIRONMENT),
            code(
                    Resource.TABLE,
                    "dynamodb:BatchGetItem",
                    "dynamodb:DeleteItem",
                    "dynamodb:GetItem",
                    "dynamodb:PutItem",
                    "dynamodb:Query",
                    "dynamodb:UpdateItem"),
            code(TABLE_INDEXES, "dynamodb:Query"),
            code(EVENT_BODIES, "s3:GetObject", "s3:PutObject"),
            toBeToldWhatIsMissing(ARCHIVE_BUCKET),
            code(Resource.DELIVERY_QUEUE, "sqs:SendMessage"),
            code(Resource.MASTER_KEY, "secretsmanager:GetSecretValue")),

    /** Sends events to tenants' endpoints. */
    DELIVERY(
            "delivery",
            "deliver.DeliveryHandler",
            EnumSet.of(TABLE, BUCKET, DELIVERY_QUEUE, MASTER_KEY, CONFIG, ENVIRONMENT),
            code(
                    Resource.TABLE,
                    "dynamodb:DeleteItem",
                    "dynamodb:GetItem",
                    "dynamodb:PutItem",
                    "dynamodb:Query",
                    "dynamodb:UpdateItem"),
            code(EVENT_BODIES, "s3:GetObject"),
            toBeToldWhatIsMissing(ARCHIVE_BUCKET),
            code(Resource.DELIVERY_QUEUE, "sqs:ChangeMessageVisibility", "sqs:SendMessage"),
            poller(Resource.DELIVERY_QUEUE),
            code(Resource.MASTER_KEY, "secretsmanager:GetSecretValue")),

    /** Puts dead deliveries back into their queue; invoked by people. */
    REQUEUE(
            "requeue",
            "deliver.RequeueHandler",
            EnumSet.of(TABLE, DELIVERY_DEAD_LETTER_QUEUE, DELIVERY_QUEUE, CONFIG, ENVIRONMENT),
            code(
                    Resource.TABLE,
                    "dynamodb:BatchGetItem",
                    "dynamodb:DeleteItem",
                    "dynamodb:GetItem",
                    "dynamodb:PutItem",
                    "dynamodb:Query",
                    "dynamodb:UpdateItem"),
            code(TABLE_INDEXES, "dynamodb:Query"),
            code(DELIVERY_DEAD_LETTERS, "sqs:DeleteMessage", "sqs:ReceiveMessage"),
            code(Resource.DELIVERY_QUEUE, "sqs:SendMessage")),

    /** Answers operators: look, redrive, replay, tenants. */
    OPERATOR_API(
            "operator-api",
            "operate.OperatorApiHandler",
            EnumSet.of(TABLE, BUCKET, QUEUE, DELIVERY_QUEUE, MASTER_KEY, CONFIG, ENVIRONMENT),
            code(
                    Resource.TABLE,
                    "dynamodb:BatchGetItem",
                    "dynamodb:DeleteItem",
                    "dynamodb:GetItem",
                    "dynamodb:PutItem",
                    "dynamodb:Query",
                    "dynamodb:UpdateItem"),
            code(TABLE_INDEXES, "dynamodb:Query"),
            code(ARCHIVE, "s3:GetObject"),
            toBeToldWhatIsMissing(ARCHIVE_BUCKET),
            code(Resource.DELIVERY_QUEUE, "sqs:SendMessage"),
            code(Resource.MASTER_KEY, "secretsmanager:GetSecretValue")),

    /** Makes deliveries of published webhooks that are forwarded to tenants. */
    FAN_OUT(
            "fan-out",
            "fanout.FanOutHandler",
            EnumSet.of(TABLE, BUCKET, DELIVERY_QUEUE, CONFIG, ENVIRONMENT),
            code(
                    Resource.TABLE,
                    "dynamodb:DeleteItem",
                    "dynamodb:GetItem",
                    "dynamodb:PutItem",
                    "dynamodb:Query",
                    "dynamodb:UpdateItem"),
            code(ARCHIVE, "s3:GetObject"),
            code(EVENT_BODIES, "s3:PutObject"),
            toBeToldWhatIsMissing(ARCHIVE_BUCKET),
            code(Resource.DELIVERY_QUEUE, "sqs:SendMessage"),
            failures(FAN_OUT_DEAD_LETTERS));

    private static final String HANDLERS = "dev.sallyport.lambda.";
    private static final int USUAL_TIMEOUT_SECONDS = 30;

    /** An endpoint may take up to 60 seconds to answer, and what was sent must then be recorded. */
    private static final int DELIVERY_TIMEOUT_SECONDS = 90;

    private final String slug;
    private final String handlerClass;
    private final Set<Setting> settings;
    private final List<Permission> permissions;

    WebhookFunction(String slug, String handlerClass, Set<Setting> settings, Permission... permissions) {
        this.slug = slug;
        this.handlerClass = HANDLERS + handlerClass;
        this.settings = Collections.unmodifiableSet(settings);
        this.permissions = List.of(permissions);
    }

    /** Returns the function's name among the others, such as {@code receiver}. */
    public String slug() {
        return slug;
    }

    /** Returns the name of the class that handles its invocations. */
    public String handlerClass() {
        return handlerClass;
    }

    /** Returns what Lambda is told to call. */
    public String handler() {
        return handlerClass + "::handleRequest";
    }

    /** Returns the variables of its environment. */
    public Set<Setting> settings() {
        return settings;
    }

    /** Returns what its role is allowed, beside writing its log and its traces. */
    public List<Permission> permissions() {
        return permissions;
    }

    /** Returns how long one invocation may take, in seconds. */
    public int timeoutSeconds() {
        return this == DELIVERY ? DELIVERY_TIMEOUT_SECONDS : USUAL_TIMEOUT_SECONDS;
    }
}
