package dev.sallyport.local.emulated.template;

import dev.sallyport.local.emulated.template.Template.Resource;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells what the resources of a template are called, from the names that they are given there: none has to be made for
 * another to refer to it, but for queues, whose addresses their service chooses. For one thread.
 */
public final class TemplateReferences implements Intrinsics.References {

    public static final String TABLE = "AWS::DynamoDB::Table";
    public static final String BUCKET = "AWS::S3::Bucket";
    public static final String QUEUE = "AWS::SQS::Queue";
    public static final String BUS = "AWS::Events::EventBus";
    public static final String SECRET = "AWS::SecretsManager::Secret";
    public static final String FUNCTION = "AWS::Lambda::Function";
    public static final String ALIAS = "AWS::Lambda::Alias";
    public static final String LOG_GROUP = "AWS::Logs::LogGroup";

    private final Template template;
    private final String account;
    private final String region;
    private final Map<String, String> queueUrls = new HashMap<>();

    public TemplateReferences(Template template, String account, String region) {
        this.template = template;
        this.account = account;
        this.region = region;
    }

    /** Keeps where a queue was made. */
    public void queueIsAt(String id, String url) {
        queueUrls.put(id, url);
    }

    @Override
    public @Nullable String ref(String name) {
        String pseudo =
                switch (name) {
                    case "AWS::AccountId" -> account;
                    case "AWS::Region" -> region;
                    case "AWS::Partition" -> "aws";
                    case "AWS::URLSuffix" -> "amazonaws.com";
                    case "AWS::StackName" -> "sallyport";
                    default -> null;
                };
        Resource resource = template.resources().get(name);
        if (pseudo != null || resource == null) {
            return pseudo;
        }
        return switch (resource.type()) {
            case QUEUE -> queueUrls.get(name);
            case ALIAS ->
                attribute(functionOf(resource), "Arn")
                        + ':'
                        + resource.properties().get("Name");
            case SECRET -> attribute(name, "Arn");
            default -> nameOf(resource);
        };
    }

    @Override
    public @Nullable String attribute(String id, String attribute) {
        Resource resource = template.resources().get(id);
        String name = resource == null ? null : nameOf(resource);
        if (resource == null || name == null || !attribute.equals("Arn")) {
            return null;
        }
        return switch (resource.type()) {
            case QUEUE -> arn("sqs", name);
            case FUNCTION -> arn("lambda", "function:" + name);
            case TABLE -> arn("dynamodb", "table/" + name);
            case BUS -> arn("events", "event-bus/" + name);
            case SECRET -> arn("secretsmanager", "secret:" + name);
            case LOG_GROUP -> arn("logs", "log-group:" + name + ":*");
            case BUCKET -> "arn:aws:s3:::" + name;
            default -> null;
        };
    }

    private String arn(String service, String resource) {
        return "arn:aws:" + service + ':' + region + ':' + account + ':' + resource;
    }

    /** Returns the logical id of the function that an alias or a mapping names. */
    public String functionOf(Resource resource) {
        Object reference =
                Values.object(resource.properties().get("FunctionName")).get("Ref");
        String id = String.valueOf(reference);
        Resource named = template.resources().get(id);
        return named != null && named.type().equals(ALIAS) ? functionOf(named) : id;
    }

    /** Returns the name that a template gives a resource; null if it leaves the name to the service. */
    public @Nullable String nameOf(Resource resource) {
        String property =
                switch (resource.type()) {
                    case TABLE -> "TableName";
                    case BUCKET -> "BucketName";
                    case QUEUE -> "QueueName";
                    case FUNCTION -> "FunctionName";
                    case LOG_GROUP -> "LogGroupName";
                    default -> "Name";
                };
        return new Intrinsics(this).text(resource.properties().get(property));
    }
}
