package dev.sallyport.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.infra.function.FunctionSettings;
import dev.sallyport.infra.function.Setting;
import dev.sallyport.infra.function.WebhookFunction;
import dev.sallyport.infra.synthesis.RequiresNode;
import dev.sallyport.infra.synthesis.Synthesis;
import dev.sallyport.infra.synthesis.TemplateView;
import dev.sallyport.infra.synthesis.TemplateView.Part;
import dev.sallyport.infra.synthesis.Variant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@RequiresNode
class FunctionsTemplateTest {

    private final TemplateView defaults = Synthesis.of(Variant.DEFAULTS);

    @ParameterizedTest
    @EnumSource
    void shouldRunOnJava25AndArm64WithSnapshotsAndTraces(WebhookFunction entry) {
        Part function = function(defaults, entry);

        assertThat(function.text("Properties.Runtime")).isEqualTo("java25");
        assertThat(function.texts("Properties.Architectures")).containsExactly("arm64");
        assertThat(function.text("Properties.Handler")).isEqualTo(entry.handlerClass() + "::handleRequest");
        assertThat(function.text("Properties.SnapStart.ApplyOn")).isEqualTo("PublishedVersions");
        assertThat(function.text("Properties.TracingConfig.Mode")).isEqualTo("Active");
        assertThat(function.number("Properties.MemorySize")).isEqualTo(512);
        assertThat(function.find("Properties.ReservedConcurrentExecutions")).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void shouldTakeHalfAMinuteAtMostUnlessItWaitsForEndpoints(WebhookFunction entry) {
        assertThat(function(defaults, entry).number("Properties.Timeout"))
                .isEqualTo(entry == WebhookFunction.DELIVERY ? 90 : 30);
    }

    @ParameterizedTest
    @EnumSource
    void shouldPublishTheVersionThatTheAliasNames(WebhookFunction entry) {
        String reference = "${" + function(defaults, entry).id() + "}";
        Part alias = defaults.one("AWS::Lambda::Alias", "FunctionName", reference);
        Part version = defaults.one("AWS::Lambda::Version", "FunctionName", reference);

        assertThat(alias.text("Properties.Name")).isEqualTo("live");
        assertThat(alias.text("Properties.FunctionVersion")).isEqualTo("${" + version.id() + ".Version}");
        assertThat(version.text("DeletionPolicy")).isEqualTo("Delete");
    }

    @ParameterizedTest
    @EnumSource
    void shouldKeepALogOfItsOwnForAWeek(WebhookFunction entry) {
        Part log = defaults.one("AWS::Logs::LogGroup", "LogGroupName", "/aws/lambda/webhook-" + entry.slug() + "-test");

        assertThat(log.number("Properties.RetentionInDays")).isEqualTo(7);
        assertThat(log.text("DeletionPolicy")).isEqualTo("Delete");
        assertThat(function(defaults, entry).text("Properties.LoggingConfig.LogGroup"))
                .isEqualTo("${" + log.id() + "}");
    }

    @ParameterizedTest
    @EnumSource
    void shouldBeToldWhatTheCatalogueSaysAndNothingElse(WebhookFunction entry) {
        Map<String, String> values = new TreeMap<>();
        Part environment = function(defaults, entry).part("Properties.Environment.Variables");
        environment.values().keySet().forEach(name -> values.put(name, environment.text(name)));

        assertThat(values.keySet())
                .isEqualTo(new TreeSet<>(
                        entry.settings().stream().map(Setting::variable).toList()));
        Map<String, String> expected = Map.of(
                "SALLYPORT_TABLE",
                "${" + defaults.one("AWS::DynamoDB::Table").id() + "}",
                "SALLYPORT_BUCKET",
                "${"
                        + defaults.one("AWS::S3::Bucket", part -> part.id().contains("ArchiveBucket"))
                                .id()
                        + "}",
                "SALLYPORT_QUEUE_URL",
                queue("webhook-processing-test.fifo"),
                "SALLYPORT_DEAD_LETTER_QUEUE_URL",
                queue(
                        entry == WebhookFunction.REQUEUE
                                ? "webhook-delivery-dead-letters-test"
                                : "webhook-processing-dead-letters-test.fifo"),
                "SALLYPORT_DELIVERY_QUEUE_URL",
                queue("webhook-delivery-test"),
                "SALLYPORT_BUS",
                "${" + defaults.one("AWS::Events::EventBus").id() + "}",
                "SALLYPORT_MASTER_KEY",
                "webhook-master-key-test",
                "SALLYPORT_CONFIG",
                "/opt/sallyport/sallyport.json",
                "SALLYPORT_ENVIRONMENT",
                "test");
        assertThat(expected).containsAllEntriesOf(values);
    }

    @Test
    void shouldFindTheConfigurationInALayer() {
        Part layer = defaults.one("AWS::Lambda::LayerVersion");

        for (WebhookFunction entry : WebhookFunction.values()) {
            List<String> layers = function(defaults, entry).texts("Properties.Layers");
            assertThat(layers)
                    .isEqualTo(
                            entry.settings().contains(Setting.CONFIG) ? List.of("${" + layer.id() + "}") : List.of());
        }
        assertThat(function(defaults, WebhookFunction.RECEIVER).text("Properties.Description"))
                .as("changes with the configuration, and so makes another version")
                .matches("Configuration [0-9a-f]{12}");
    }

    @Test
    void shouldRunWith256MbWhereAsked() {
        for (WebhookFunction entry : WebhookFunction.values()) {
            assertThat(function(Synthesis.of(Variant.SMALL_MEMORY), entry).number("Properties.MemorySize"))
                    .isEqualTo(256);
        }
    }

    @Test
    void shouldTakeMemoryAndConcurrencyOfSingleFunctions() {
        TemplateView careful = Synthesis.of(Variant.CAREFUL);

        assertThat(function(careful, WebhookFunction.DELIVERY).number("Properties.MemorySize"))
                .isEqualTo(1024);
        assertThat(function(careful, WebhookFunction.RECEIVER).number("Properties.ReservedConcurrentExecutions"))
                .isEqualTo(50);
        assertThat(function(careful, WebhookFunction.PROCESSOR).find("Properties.ReservedConcurrentExecutions"))
                .isNull();
    }

    @Test
    void shouldRefuseMemoryThatNoJvmCanUseAndConcurrencyThatStopsAFunction() {
        assertThatThrownBy(
                        () -> FunctionSettings.builder().code("x").memory(128).build())
                .hasMessage("a function's memory must be 256 to 10240 MB, not 128");
        assertThatThrownBy(() -> FunctionSettings.builder()
                        .code("x")
                        .putReservedConcurrency(WebhookFunction.SWEEPER, 0)
                        .build())
                .hasMessageContaining("at least 1");
    }

    @Nested
    class Network {

        private final TemplateView template = Synthesis.of(Variant.VPC);

        @Test
        void shouldBeNoneUnlessAsked() {
            assertThat(defaults.all("AWS::EC2::VPC")).isEmpty();
            for (WebhookFunction entry : WebhookFunction.values()) {
                assertThat(function(defaults, entry).find("Properties.VpcConfig"))
                        .isNull();
            }
        }

        @Test
        void shouldPutEveryFunctionIntoPrivateSubnets() {
            List<String> privates = template.all("AWS::EC2::Subnet").stream()
                    .filter(subnet -> Boolean.FALSE.equals(subnet.value("Properties.MapPublicIpOnLaunch")))
                    .map(subnet -> "${" + subnet.id() + "}")
                    .toList();

            assertThat(privates).hasSize(2);
            for (WebhookFunction entry : WebhookFunction.values()) {
                assertThat(function(template, entry).texts("Properties.VpcConfig.SubnetIds"))
                        .containsExactlyInAnyOrderElementsOf(privates);
            }
        }

        @Test
        void shouldReachAwsByEndpointsAndTheRestByOneGateway() {
            List<String> gateways = endpoints("Gateway");
            List<String> interfaces = endpoints("Interface");

            assertThat(gateways)
                    .hasSize(2)
                    .anySatisfy(service -> assertThat(service).endsWith(".s3"))
                    .anySatisfy(service -> assertThat(service).endsWith(".dynamodb"));
            assertThat(interfaces).hasSize(5);
            for (String service : List.of("sqs", "events", "secretsmanager", "logs", "xray")) {
                assertThat(interfaces).anySatisfy(name -> assertThat(name).endsWith("." + service));
            }
            assertThat(template.all("AWS::EC2::NatGateway")).hasSize(1);
        }

        private List<String> endpoints(String type) {
            return template.all("AWS::EC2::VPCEndpoint").stream()
                    .filter(endpoint ->
                            endpoint.text("Properties.VpcEndpointType").equals(type))
                    .map(endpoint -> endpoint.text("Properties.ServiceName"))
                    .toList();
        }

        @Test
        void shouldLetNothingInAndHttpsOut() {
            Part group = template.one("AWS::EC2::SecurityGroup", "GroupName", "webhook-functions-test");

            assertThat(group.parts("Properties.SecurityGroupIngress")).isEmpty();
            assertThat(group.parts("Properties.SecurityGroupEgress"))
                    .singleElement()
                    .satisfies(rule -> assertThat(rule.number("FromPort")).isEqualTo(443))
                    .satisfies(rule -> assertThat(rule.number("ToPort")).isEqualTo(443));
        }
    }

    private String queue(String name) {
        return "${" + defaults.one("AWS::SQS::Queue", "QueueName", name).id() + "}";
    }

    private static Part function(TemplateView template, WebhookFunction entry) {
        return template.one("AWS::Lambda::Function", "FunctionName", "webhook-" + entry.slug() + "-test");
    }
}
