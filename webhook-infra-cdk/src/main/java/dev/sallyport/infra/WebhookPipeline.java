package dev.sallyport.infra;

import dev.sallyport.infra.bus.Subscriptions;
import dev.sallyport.infra.bus.WebhookBus;
import dev.sallyport.infra.function.ConfigurationLayer;
import dev.sallyport.infra.function.FunctionGrants;
import dev.sallyport.infra.function.Resource;
import dev.sallyport.infra.function.Setting;
import dev.sallyport.infra.function.WebhookFunctions;
import dev.sallyport.infra.ingress.FunctionUrlIngress;
import dev.sallyport.infra.ingress.Ingress;
import dev.sallyport.infra.ingress.RestIngress;
import dev.sallyport.infra.layout.ResourceLayout;
import dev.sallyport.infra.network.FunctionNetwork;
import dev.sallyport.infra.observe.AlarmTopic;
import dev.sallyport.infra.observe.Observation;
import dev.sallyport.infra.observe.Overview;
import dev.sallyport.infra.queue.FanOutDeadLetters;
import dev.sallyport.infra.queue.WebhookQueues;
import dev.sallyport.infra.secret.WebhookSecrets;
import dev.sallyport.infra.settings.Foundation;
import dev.sallyport.infra.storage.ArchiveBucket;
import dev.sallyport.infra.storage.DataKey;
import dev.sallyport.infra.storage.RecordTable;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.events.EventBus;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.sns.ITopic;
import software.constructs.Construct;

/**
 * Everything that Sallyport is on AWS, for a stack of one's own: {@code new WebhookPipeline(this, "Webhooks", props)}.
 * One pipeline for each environment suffix, account and region.
 *
 * <p>Inputs: {@link WebhookPipelineProps}. Outputs: table, bucket, queues, bus, functions, the addresses of the door. On
 * deletion: what the parts say; nothing stays unless {@link WebhookPipelineProps#retention()} asks for it.
 */
public final class WebhookPipeline extends Construct {

    private final Table table;
    private final Bucket archive;
    private final WebhookQueues queues;
    private final EventBus bus;
    private final WebhookFunctions functions;
    private final Ingress ingress;

    /** Makes all parts. */
    public WebhookPipeline(Construct scope, String id, WebhookPipelineProps props) {
        super(scope, id);
        IKey key = props.ownKey() ? new DataKey(this, "Key", props.names(), props.retention()).key() : null;
        Foundation foundation = new Foundation(props.names(), props.retention(), key);
        ResourceLayout layout = ResourceLayout.builtIn();
        table = new RecordTable(this, "Records", foundation, layout.table()).table();
        archive = new ArchiveBucket(
                        this,
                        "Archive",
                        foundation,
                        props.archive(),
                        props.deployment().providers(),
                        layout.bucket())
                .bucket();
        queues = new WebhookQueues(this, "Queues", foundation, layout);
        FanOutDeadLetters fanOutDeadLetters = new FanOutDeadLetters(this, "FanOutDeadLetters", foundation);
        bus = new WebhookBus(
                        this,
                        "Events",
                        foundation,
                        props.deployment().providers(),
                        props.busArchiveDays(),
                        props.functions().logRetention())
                .bus();
        WebhookSecrets secrets =
                new WebhookSecrets(this, "Secrets", foundation, props.deployment(), props.makeSecrets());
        functions = new WebhookFunctions(
                this,
                "Functions",
                foundation,
                new WebhookFunctions.Inputs(
                        props.functions(),
                        environment(foundation, secrets),
                        grants(secrets, fanOutDeadLetters, props.deployment().isHandedSecrets()),
                        new ConfigurationLayer(
                                this,
                                "Configuration",
                                foundation,
                                props.deployment().json()),
                        props.network() == null
                                ? null
                                : new FunctionNetwork(this, "Network", foundation, props.network())));
        Subscriptions subscriptions = new Subscriptions(this, "Subscriptions", foundation, functions, queues);
        if (props.deployment().forwards()) {
            subscriptions.follow(bus, layout.rules(), fanOutDeadLetters);
        }
        ingress = ingress(props, foundation);
        observe(props, foundation, fanOutDeadLetters);
        Tags.of(this).add("Environment", props.names().suffix());
        Tags.of(this).add("Service", props.service());
    }

    private Map<Setting, String> environment(Foundation foundation, WebhookSecrets secrets) {
        Map<Setting, String> values = new EnumMap<>(Setting.class);
        values.put(Setting.TABLE, table.getTableName());
        values.put(Setting.BUCKET, archive.getBucketName());
        values.put(Setting.QUEUE, queues.processing().getQueueUrl());
        values.put(Setting.DEAD_LETTER_QUEUE, queues.processingDeadLetters().getQueueUrl());
        values.put(
                Setting.DELIVERY_DEAD_LETTER_QUEUE, queues.deliveryDeadLetters().getQueueUrl());
        values.put(Setting.DELIVERY_QUEUE, queues.delivery().getQueueUrl());
        values.put(Setting.BUS, bus.getEventBusName());
        values.put(Setting.MASTER_KEY, secrets.masterKeyName(foundation));
        values.put(Setting.CONFIG, ConfigurationLayer.PATH);
        values.put(Setting.ENVIRONMENT, foundation.names().suffix());
        return values;
    }

    private FunctionGrants grants(WebhookSecrets secrets, FanOutDeadLetters fanOutDeadLetters, boolean handedSecrets) {
        Map<Resource, List<String>> arns = new EnumMap<>(Resource.class);
        arns.put(Resource.TABLE, List.of(table.getTableArn()));
        arns.put(Resource.TABLE_INDEXES, List.of(table.getTableArn() + "/index/*"));
        arns.put(Resource.ARCHIVE, List.of(archive.arnForObjects("*")));
        arns.put(Resource.BUNDLES, List.of(archive.arnForObjects("bundles/*")));
        arns.put(Resource.DEAD_LETTERS, List.of(archive.arnForObjects("dead-letters/*")));
        arns.put(Resource.EVENT_BODIES, List.of(archive.arnForObjects("events/*")));
        arns.put(Resource.ARCHIVE_BUCKET, List.of(archive.getBucketArn()));
        arns.put(Resource.PROCESSING_QUEUE, List.of(queues.processing().getQueueArn()));
        arns.put(
                Resource.PROCESSING_DEAD_LETTERS,
                List.of(queues.processingDeadLetters().getQueueArn()));
        arns.put(Resource.DELIVERY_QUEUE, List.of(queues.delivery().getQueueArn()));
        arns.put(
                Resource.DELIVERY_DEAD_LETTERS,
                List.of(queues.deliveryDeadLetters().getQueueArn()));
        arns.put(
                Resource.FAN_OUT_DEAD_LETTERS, List.of(fanOutDeadLetters.queue().getQueueArn()));
        arns.put(Resource.BUS, List.of(bus.getEventBusArn()));
        arns.put(Resource.PROVIDER_SECRETS, secrets.providerSecretArns());
        arns.put(Resource.MASTER_KEY, List.of(secrets.masterKeyArn()));
        return new FunctionGrants(arns, handedSecrets);
    }

    private Ingress ingress(WebhookPipelineProps props, Foundation foundation) {
        return switch (props.ingress().kind()) {
            case REST_API ->
                new RestIngress(
                                this,
                                "Ingress",
                                foundation,
                                props.ingress(),
                                functions,
                                props.functions().logRetention())
                        .ingress();
            case FUNCTION_URL -> new FunctionUrlIngress(this, "Ingress", functions).ingress();
        };
    }

    private void observe(WebhookPipelineProps props, Foundation foundation, FanOutDeadLetters fanOutDeadLetters) {
        @Nullable
        ITopic topic = props.alarms().topic()
                ? new AlarmTopic(this, "AlarmTopic", foundation, props.alarms().emails()).topic()
                : null;
        Observation observation = new Observation(this, "Alarms", foundation, props.alarms(), topic, functions, queues);
        observation.watchGivenUp("fan-out-dead-letters", fanOutDeadLetters.queue());
        if (ingress.api() != null) {
            observation.watch(ingress.api());
        }
        new Overview(this, "Overview", foundation, ingress.api(), functions, queues);
    }

    /** Returns the table of all records. */
    public Table table() {
        return table;
    }

    /** Returns the bucket with the bodies. */
    public Bucket archive() {
        return archive;
    }

    /** Returns the queues between the functions. */
    public WebhookQueues queues() {
        return queues;
    }

    /** Returns the bus on which processed webhooks are published. */
    public EventBus bus() {
        return bus;
    }

    /** Returns the functions. */
    public WebhookFunctions functions() {
        return functions;
    }

    /** Returns the door. */
    public Ingress ingress() {
        return ingress;
    }
}
