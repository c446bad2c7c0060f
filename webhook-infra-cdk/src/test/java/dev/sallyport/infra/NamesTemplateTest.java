package dev.sallyport.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.infra.function.WebhookFunction;
import dev.sallyport.infra.settings.Names;
import dev.sallyport.infra.synthesis.RequiresNode;
import dev.sallyport.infra.synthesis.Synthesis;
import dev.sallyport.infra.synthesis.TemplateView;
import dev.sallyport.infra.synthesis.TemplateView.Part;
import dev.sallyport.infra.synthesis.Variant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@RequiresNode
class NamesTemplateTest {

    private static final List<String> NAMES = List.of(
            "AlarmName",
            "ArchiveName",
            "BucketName",
            "DashboardName",
            "FunctionName",
            "LayerName",
            "Name",
            "QueueName",
            "RoleName",
            "TableName");

    /** Entries of providers are named by the configuration, aliases by what they are for. */
    private static final Set<String> NAMED_OTHERWISE =
            Set.of("AWS::SecretsManager::Secret", "AWS::Lambda::Alias", "AWS::Lambda::Permission");

    private final TemplateView template = Synthesis.of(Variant.DEFAULTS);

    @Test
    void shouldEndWithTheEnvironment() {
        List<String> names = template.all().stream()
                .filter(resource -> !NAMED_OTHERWISE.contains(resource.text("Type")))
                .flatMap(resource -> NAMES.stream().map(name -> resource.find("Properties." + name)))
                .filter(name -> name != null && name.startsWith("webhook-"))
                .toList();

        assertThat(names)
                .hasSizeGreaterThan(60)
                .allMatch(name -> name.endsWith("-test") || name.endsWith("-test.fifo"));
    }

    @Test
    void shouldTellBucketsOfAccountsApart() {
        assertThat(template.all("AWS::S3::Bucket").stream().map(bucket -> bucket.text("Properties.BucketName")))
                .containsExactlyInAnyOrder(
                        "webhook-archive-${AWS::AccountId}-${AWS::Region}-test",
                        "webhook-access-logs-${AWS::AccountId}-${AWS::Region}-test");
    }

    @ParameterizedTest
    @CsvSource({"DEFAULTS, sallyport", "CAREFUL, payments"})
    void shouldTagAllThatCanBeTagged(Variant variant, String service) {
        List<Part> tagged = Synthesis.of(variant).all().stream()
                .filter(resource -> resource.value("Properties.Tags") instanceof List)
                .toList();

        assertThat(tagged.stream().map(resource -> resource.text("Type")))
                .contains(
                        "AWS::DynamoDB::Table",
                        "AWS::S3::Bucket",
                        "AWS::SQS::Queue",
                        "AWS::Lambda::Function",
                        "AWS::Events::EventBus",
                        "AWS::SecretsManager::Secret",
                        "AWS::ApiGateway::Stage",
                        "AWS::Logs::LogGroup");
        assertThat(tagged)
                .allSatisfy(resource -> assertThat(resource.parts("Properties.Tags").stream()
                                .collect(Collectors.toMap(tag -> tag.text("Key"), tag -> tag.text("Value"))))
                        .containsEntry("Environment", "test")
                        .containsEntry("Service", service));
    }

    @Test
    void shouldPutOutWhatOthersNeed() {
        Map<String, String> values = template.outputs().values().stream()
                .collect(Collectors.toMap(output -> output.text("Description"), output -> output.text("Value")));
        Set<String> functions = new TreeSet<>();
        for (WebhookFunction function : WebhookFunction.values()) {
            functions.add(function.slug().replace('-', '_') + "_function_name");
        }

        assertThat(values)
                .containsEntry(
                        "dynamodb_table_name",
                        "${" + template.one("AWS::DynamoDB::Table").id() + "}")
                .containsEntry(
                        "eventbridge_bus_arn",
                        "${" + template.one("AWS::Events::EventBus").id() + ".Arn}")
                .containsKeys("api_endpoint", "s3_bucket_name", "sqs_queue_url")
                .containsKeys(functions.toArray(String[]::new))
                .hasSize(5 + functions.size());
        assertThat(template.outputs())
                .containsKeys("ApiEndpoint", "DynamodbTableName", "S3BucketName", "SqsQueueUrl", "EventbridgeBusArn");
        assertThat(values.get("api_endpoint"))
                .matches("https://\\$\\{\\w+}\\.execute-api\\.\\$\\{AWS::Region}\\.\\$\\{AWS::URLSuffix}/\\$\\{\\w+}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Prod", "1st", "dev-", "a.b", "environment-longer"})
    void shouldRefuseSuffixesThatNoBucketCanHave(String suffix) {
        assertThatThrownBy(() -> new Names(suffix))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 to 16 of a-z, 0-9 and '-'");
    }
}
