package dev.sallyport.infra.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.infra.function.Resource;
import dev.sallyport.infra.function.WebhookFunction;
import dev.sallyport.infra.synthesis.TemplateView.Part;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the roles of a template allow. */
public final class RoleGrants {

    private final TemplateView template;

    public RoleGrants(TemplateView template) {
        this.template = template;
    }

    /** Returns the role of a function. */
    public Part role(WebhookFunction entry) {
        return template.one("AWS::IAM::Role", "RoleName", "webhook-" + entry.slug() + "-test");
    }

    /** Returns what a function is allowed, actions by ARN. */
    public Map<String, Set<String>> of(WebhookFunction entry) {
        Map<String, Set<String>> granted = new TreeMap<>();
        for (Part statement : role(entry).parts("Properties.Policies.0.PolicyDocument.Statement")) {
            assertThat(statement.text("Effect")).isEqualTo("Allow");
            for (String arn : statement.texts("Resource")) {
                granted.computeIfAbsent(arn, any -> new TreeSet<>()).addAll(statement.texts("Action"));
            }
        }
        return granted;
    }

    /** Returns the ARNs of a resource of the variants' common configuration. */
    public List<String> arns(Resource resource) {
        return switch (resource) {
            case TABLE -> List.of(table());
            case TABLE_INDEXES -> List.of(table() + "/index/*");
            case ARCHIVE -> List.of(archive() + "/*");
            case BUNDLES -> List.of(archive() + "/bundles/*");
            case DEAD_LETTERS -> List.of(archive() + "/dead-letters/*");
            case EVENT_BODIES -> List.of(archive() + "/events/*");
            case ARCHIVE_BUCKET -> List.of(archive());
            case PROCESSING_QUEUE -> List.of(queue("webhook-processing-test.fifo"));
            case PROCESSING_DEAD_LETTERS -> List.of(queue("webhook-processing-dead-letters-test.fifo"));
            case DELIVERY_QUEUE -> List.of(queue("webhook-delivery-test"));
            case DELIVERY_DEAD_LETTERS -> List.of(queue("webhook-delivery-dead-letters-test"));
            case FAN_OUT_DEAD_LETTERS -> List.of(queue("webhook-fan-out-dead-letters-test"));
            case BUS -> List.of("${" + template.one("AWS::Events::EventBus").id() + ".Arn}");
            case PROVIDER_SECRETS ->
                List.of(secret("hooks/acme"), secret("hooks/stripe"), secret("hooks/stripe-before"));
            case MASTER_KEY -> List.of(secret("webhook-master-key-test"));
        };
    }

    private String table() {
        return "${" + template.one("AWS::DynamoDB::Table").id() + ".Arn}";
    }

    private String archive() {
        return "${"
                + template.one("AWS::S3::Bucket", part -> part.id().contains("ArchiveBucket"))
                        .id()
                + ".Arn}";
    }

    private String queue(String name) {
        return "${" + template.one("AWS::SQS::Queue", "QueueName", name).id() + ".Arn}";
    }

    private String secret(String name) {
        return "${" + template.one("AWS::SecretsManager::Secret", "Name", name).id() + "}";
    }
}
