package dev.sallyport.local.emulated;

import dev.sallyport.local.emulated.template.Intrinsics;
import dev.sallyport.local.emulated.template.Template;
import dev.sallyport.local.emulated.template.Template.Resource;
import dev.sallyport.local.emulated.template.TemplateReferences;
import dev.sallyport.local.emulated.template.Values;
import dev.sallyport.local.engine.EngineFailedException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.Projection;

/**
 * Makes the resources of a template through the SDK's clients, with those of their properties that the emulators know.
 * For one thread.
 */
final class TemplateResources {

    /** What the service's interface knows as an attribute under the same name. */
    private static final Set<String> QUEUE_ATTRIBUTES = Set.of(
            "ContentBasedDeduplication",
            "DeduplicationScope",
            "DelaySeconds",
            "FifoQueue",
            "FifoThroughputLimit",
            "MaximumMessageSize",
            "MessageRetentionPeriod",
            "ReceiveMessageWaitTimeSeconds",
            "VisibilityTimeout");

    private final Clients clients;
    private final Template template;
    private final TemplateReferences references;
    private final Intrinsics intrinsics;
    private final Map<String, String> queueUrls = new LinkedHashMap<>();

    /** The ARNs of queues that take what others gave up. */
    private final Set<String> deadLetterQueues = new HashSet<>();

    TemplateResources(Clients clients, Template template, TemplateReferences references) {
        this.clients = clients;
        this.template = template;
        this.references = references;
        intrinsics = new Intrinsics(references);
    }

    /** Makes everything but rules, whose targets may not be there yet. */
    void make() {
        template.ofType(TemplateReferences.QUEUE).forEach(this::makeQueue);
        template.ofType(TemplateReferences.TABLE).values().forEach(this::makeTable);
        template.ofType(TemplateReferences.BUCKET).values().forEach(bucket -> {
            String name = nameOf(bucket);
            clients.s3().createBucket(request -> request.bucket(name));
        });
        template.ofType(TemplateReferences.BUS).values().forEach(bus -> {
            String name = nameOf(bus);
            clients.eventBridge().createEventBus(request -> request.name(name));
        });
    }

    /** Returns the URLs of the queues, by their names; those that take dead letters come last. */
    Map<String, String> queueUrls() {
        Map<String, String> byName = new LinkedHashMap<>();
        for (boolean last : List.of(false, true)) {
            queueUrls.forEach((id, url) -> {
                if (deadLetterQueues.contains(references.attribute(id, "Arn")) == last) {
                    byName.put(url.substring(url.lastIndexOf('/') + 1), url);
                }
            });
        }
        return byName;
    }

    /** Returns where the queue of an ARN is. */
    String queueUrlOf(String arn) {
        String url = queueUrls().get(arn.substring(arn.lastIndexOf(':') + 1));
        if (url == null) {
            throw new EngineFailedException("the template has no queue " + arn, null);
        }
        return url;
    }

    String nameOf(Resource resource) {
        String name = references.nameOf(resource);
        if (name == null) {
            throw new EngineFailedException("the template has a " + resource.type() + " without a name", null);
        }
        return name;
    }

    /** A queue comes after the one that takes its dead letters. */
    private void makeQueue(String id, Resource queue) {
        if (queueUrls.containsKey(id)) {
            return;
        }
        Map<String, String> attributes = new HashMap<>();
        queue.properties().forEach((name, value) -> {
            if (QUEUE_ATTRIBUTES.contains(name)) {
                attributes.put(name, String.valueOf(intrinsics.text(value)));
            }
        });
        Map<String, Object> redrive = Values.object(queue.properties().get("RedrivePolicy"));
        if (!redrive.isEmpty()) {
            String arn = String.valueOf(intrinsics.text(redrive.get("deadLetterTargetArn")));
            deadLetterQueues.add(arn);
            template.ofType(TemplateReferences.QUEUE).forEach((otherId, other) -> {
                if (String.valueOf(references.attribute(otherId, "Arn")).equals(arn)) {
                    makeQueue(otherId, other);
                }
            });
            attributes.put(
                    "RedrivePolicy",
                    "{\"deadLetterTargetArn\":\"" + arn + "\",\"maxReceiveCount\":"
                            + Values.number(redrive.get("maxReceiveCount"), 1) + '}');
        }
        String name = nameOf(queue);
        String url = clients.sqs()
                .createQueue(request -> request.queueName(name).attributesWithStrings(attributes))
                .queueUrl();
        queueUrls.put(id, url);
        references.queueIsAt(id, url);
    }

    private void makeTable(Resource table) {
        Map<String, Object> properties = Values.object(intrinsics.resolve(table.properties()));
        List<AttributeDefinition> attributes = new ArrayList<>();
        for (Object one : Values.list(properties.get("AttributeDefinitions"))) {
            attributes.add(AttributeDefinition.builder()
                    .attributeName(text(one, "AttributeName"))
                    .attributeType(text(one, "AttributeType"))
                    .build());
        }
        List<GlobalSecondaryIndex> indexes = new ArrayList<>();
        for (Object one : Values.list(properties.get("GlobalSecondaryIndexes"))) {
            indexes.add(GlobalSecondaryIndex.builder()
                    .indexName(text(one, "IndexName"))
                    .keySchema(keys(Values.object(one)))
                    .projection(projection(Values.object(Values.object(one).get("Projection"))))
                    .build());
        }
        String name = nameOf(table);
        clients.dynamoDb().createTable(request -> {
            request.tableName(name)
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .keySchema(keys(properties))
                    .attributeDefinitions(attributes);
            if (!indexes.isEmpty()) {
                request.globalSecondaryIndexes(indexes);
            }
        });
        Map<String, Object> expiry = Values.object(properties.get("TimeToLiveSpecification"));
        if (!expiry.isEmpty()) {
            clients.dynamoDb()
                    .updateTimeToLive(request -> request.tableName(name)
                            .timeToLiveSpecification(specification -> specification
                                    .attributeName(text(expiry, "AttributeName"))
                                    .enabled(Boolean.TRUE.equals(expiry.get("Enabled")))));
        }
    }

    private static List<KeySchemaElement> keys(Map<String, Object> keyed) {
        List<KeySchemaElement> keys = new ArrayList<>();
        for (Object one : Values.list(keyed.get("KeySchema"))) {
            keys.add(KeySchemaElement.builder()
                    .attributeName(text(one, "AttributeName"))
                    .keyType(text(one, "KeyType"))
                    .build());
        }
        return keys;
    }

    private static Projection projection(Map<String, Object> projection) {
        Projection.Builder builder = Projection.builder().projectionType(text(projection, "ProjectionType"));
        List<?> attributes = Values.list(projection.get("NonKeyAttributes"));
        if (!attributes.isEmpty()) {
            builder.nonKeyAttributes(attributes.stream().map(String::valueOf).collect(Collectors.toUnmodifiableList()));
        }
        return builder.build();
    }

    private static String text(@Nullable Object value, String name) {
        return String.valueOf(Values.object(value).get(name));
    }
}
