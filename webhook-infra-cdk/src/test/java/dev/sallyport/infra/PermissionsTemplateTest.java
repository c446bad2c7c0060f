package dev.sallyport.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.infra.function.Permission;
import dev.sallyport.infra.function.Resource;
import dev.sallyport.infra.function.WebhookFunction;
import dev.sallyport.infra.synthesis.RequiresNode;
import dev.sallyport.infra.synthesis.Synthesis;
import dev.sallyport.infra.synthesis.TemplateView;
import dev.sallyport.infra.synthesis.TemplateView.Part;
import dev.sallyport.infra.synthesis.Variant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@RequiresNode
class PermissionsTemplateTest {

    private final TemplateView template = Synthesis.of(Variant.DEFAULTS);

    @ParameterizedTest
    @EnumSource
    void shouldBeWhatTheCatalogueSaysAndNothingElse(WebhookFunction entry) {
        Map<String, Set<String>> expected = new TreeMap<>();
        for (Permission permission : entry.permissions()) {
            for (String arn : arns(permission.resource())) {
                expected.computeIfAbsent(arn, any -> new TreeSet<>()).addAll(permission.actions());
            }
        }
        Part log = template.one("AWS::Logs::LogGroup", "LogGroupName", "/aws/lambda/webhook-" + entry.slug() + "-test");
        expected.put("${" + log.id() + ".Arn}", Set.of("logs:CreateLogStream", "logs:PutLogEvents"));
        expected.put("*", Set.of("xray:PutTelemetryRecords", "xray:PutTraceSegments"));

        assertThat(granted(role(template, entry))).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource
    void shouldNameEveryAction(WebhookFunction entry) {
        for (Variant variant : Variant.values()) {
            assertThat(granted(role(Synthesis.of(variant), entry)).values())
                    .allSatisfy(actions -> assertThat(actions).noneMatch(action -> action.contains("*")));
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldStandInTheRoleAloneAndServeItsFunctionAlone(WebhookFunction entry) {
        Part role = role(template, entry);
        Part function = template.one("AWS::Lambda::Function", "FunctionName", "webhook-" + entry.slug() + "-test");

        assertThat(function.text("Properties.Role")).isEqualTo("${" + role.id() + ".Arn}");
        assertThat(role.find("Properties.ManagedPolicyArns")).isNull();
        assertThat(role.parts("Properties.Policies")).hasSize(1);
        assertThat(role.text("Properties.AssumeRolePolicyDocument.Statement.0.Principal.Service"))
                .isEqualTo("lambda.amazonaws.com");
    }

    @Test
    void shouldNotBeWidenedByTheCdk() {
        for (Variant variant : Variant.values()) {
            assertThat(Synthesis.of(variant).all("AWS::IAM::Policy").stream()
                            .map(policy -> policy.text("Properties.PolicyName")))
                    .as("policies of %s beside those of the roles: the flow log of the network has one", variant)
                    .noneMatch(name -> name.contains("Functions"));
        }
    }

    @Test
    void shouldReachTheNetworkWhereThereIsOneOnly() {
        TemplateView network = Synthesis.of(Variant.VPC);

        assertThat(granted(role(network, WebhookFunction.RECEIVER)).get("*")).contains("ec2:CreateNetworkInterface");
        assertThat(granted(role(template, WebhookFunction.RECEIVER)).get("*"))
                .noneMatch(action -> action.startsWith("ec2:"));
    }

    @Test
    void shouldUseTheKeyWhereThereIsOneOnly() {
        TemplateView careful = Synthesis.of(Variant.CAREFUL);
        String key = "${" + careful.one("AWS::KMS::Key").id() + ".Arn}";

        for (WebhookFunction entry : WebhookFunction.values()) {
            assertThat(granted(role(careful, entry)))
                    .containsEntry(key, new TreeSet<>(Set.of("kms:Decrypt", "kms:GenerateDataKey")));
        }
    }

    @Test
    void shouldLetNobodyInvokeWithoutASource() {
        assertThat(template.all("AWS::Lambda::Permission"))
                .isNotEmpty()
                .allSatisfy(permission ->
                        assertThat(permission.find("Properties.SourceArn")).isNotNull());
    }

    private static Part role(TemplateView template, WebhookFunction entry) {
        return template.one("AWS::IAM::Role", "RoleName", "webhook-" + entry.slug() + "-test");
    }

    /** Returns the allowed actions by ARN. */
    private static Map<String, Set<String>> granted(Part role) {
        Map<String, Set<String>> granted = new TreeMap<>();
        for (Part statement : role.parts("Properties.Policies.0.PolicyDocument.Statement")) {
            assertThat(statement.text("Effect")).isEqualTo("Allow");
            for (String arn : statement.texts("Resource")) {
                granted.computeIfAbsent(arn, any -> new TreeSet<>()).addAll(statement.texts("Action"));
            }
        }
        return granted;
    }

    private List<String> arns(Resource resource) {
        return switch (resource) {
            case TABLE -> List.of(table());
            case TABLE_INDEXES -> List.of(table() + "/index/*");
            case ARCHIVE -> List.of(archive() + "/*");
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
