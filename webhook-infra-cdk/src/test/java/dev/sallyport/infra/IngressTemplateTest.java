package dev.sallyport.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.infra.ingress.IngressSettings;
import dev.sallyport.infra.ingress.IngressSettings.CustomDomain;
import dev.sallyport.infra.ingress.Route;
import dev.sallyport.infra.synthesis.RequiresNode;
import dev.sallyport.infra.synthesis.Synthesis;
import dev.sallyport.infra.synthesis.TemplateView;
import dev.sallyport.infra.synthesis.TemplateView.Part;
import dev.sallyport.infra.synthesis.Variant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@RequiresNode
class IngressTemplateTest {

    private static final String METHOD = "AWS::ApiGateway::Method";

    private final TemplateView defaults = Synthesis.of(Variant.DEFAULTS);

    @Nested
    class RestApi {

        @Test
        void shouldHaveOneStageNamedAfterTheEnvironment() {
            Part stage = defaults.one("AWS::ApiGateway::Stage");

            assertThat(stage.text("Properties.StageName")).isEqualTo("test");
        }

        @Test
        void shouldServeExactlyTheRoutesOfTheInterface() {
            assertThat(routes(defaults))
                    .containsOnlyKeys(
                            "ANY /deliveries",
                            "ANY /deliveries/{proxy+}",
                            "ANY /endpoints",
                            "ANY /endpoints/{proxy+}",
                            "ANY /events",
                            "ANY /events/{proxy+}",
                            "ANY /internal/{proxy+}",
                            "GET /health",
                            "GET /webhooks/{provider}",
                            "POST /webhook",
                            "POST /webhooks/{provider}");
        }

        @Test
        void shouldRefuseGenericWebhooksWithoutSignatureOrProvider() {
            Part method = routes(defaults).get("POST /webhook");

            assertThat(method.part("Properties.RequestParameters").values())
                    .containsExactlyInAnyOrderEntriesOf(Map.of(
                            "method.request.header.X-Webhook-Signature", true,
                            "method.request.header.X-Provider-ID", true));
            Part validator = defaults.one("AWS::ApiGateway::RequestValidator");
            assertThat(validator.value("Properties.ValidateRequestParameters")).isEqualTo(true);
            assertThat(method.text("Properties.RequestValidatorId")).isEqualTo("${" + validator.id() + "}");
        }

        @Test
        void shouldThrottle() {
            Part all = defaults.one("AWS::ApiGateway::Stage")
                    .parts("Properties.MethodSettings")
                    .get(0);

            assertThat(all.text("ResourcePath")).isEqualTo("/*");
            assertThat(all.text("HttpMethod")).isEqualTo("*");
            assertThat(all.number("ThrottlingRateLimit")).isEqualTo(10_000);
            assertThat(all.number("ThrottlingBurstLimit")).isEqualTo(5_000);
        }

        @Test
        void shouldAskIamOnInternalRoutesAndNowhereElse() {
            Map<String, String> types = new TreeMap<>();
            routes(defaults).forEach((route, method) -> types.put(route, method.text("Properties.AuthorizationType")));

            assertThat(types).containsEntry("ANY /internal/{proxy+}", "AWS_IAM");
            types.remove("ANY /internal/{proxy+}");
            assertThat(types.values()).containsOnly("NONE");
        }

        @Test
        void shouldTraceAndLogRoutesButNoBodiesAndNoQueries() {
            Part stage = defaults.one("AWS::ApiGateway::Stage");
            Part accessLog = defaults.one("AWS::Logs::LogGroup", "LogGroupName", "/aws/apigateway/webhook-api-test");

            assertThat(stage.value("Properties.TracingEnabled")).isEqualTo(true);
            assertThat(stage.text("Properties.AccessLogSetting.DestinationArn")).contains(accessLog.id());
            assertThat(stage.text("Properties.AccessLogSetting.Format"))
                    .contains("$context.resourcePath", "$context.status", "$context.requestId")
                    .doesNotContain("$context.path");
            assertThat(stage.parts("Properties.MethodSettings").get(0).value("DataTraceEnabled"))
                    .isEqualTo(false);
            assertThat(accessLog.number("Properties.RetentionInDays")).isEqualTo(7);
        }

        @Test
        void shouldHandOnBodiesByteByByte() {
            assertThat(defaults.one("AWS::ApiGateway::RestApi").texts("Properties.BinaryMediaTypes"))
                    .containsExactly("*/*");
        }

        @Test
        void shouldInvokeAliasesOfWhatAnswers() {
            Map<String, String> expected = Map.of(
                    "POST /webhook", "receiver",
                    "POST /webhooks/{provider}", "receiver",
                    "GET /health", "receiver",
                    "ANY /events", "event-api",
                    "ANY /endpoints/{proxy+}", "event-api",
                    "ANY /deliveries", "event-api",
                    "ANY /internal/{proxy+}", "operator-api");

            expected.forEach(
                    (route, function) -> assertThat(routes(defaults).get(route).text("Properties.Integration.Uri"))
                            .contains("${" + alias(defaults, function).id() + "}"));
            assertThat(routes(defaults).values())
                    .allSatisfy(method -> assertThat(method.text("Properties.Integration.Type"))
                            .isEqualTo("AWS_PROXY"));
        }

        @Test
        void shouldAnswerItsOwnRefusalsAsProblemsThatSayWhenToTryAgain() {
            Map<String, Part> answers = defaults.all("AWS::ApiGateway::GatewayResponse").stream()
                    .collect(Collectors.toMap(part -> part.text("Properties.ResponseType"), part -> part));

            assertThat(answers)
                    .containsKeys("BAD_REQUEST_PARAMETERS", "THROTTLED", "INTEGRATION_FAILURE", "INTEGRATION_TIMEOUT");
            assertThat(answers.get("INTEGRATION_TIMEOUT").text("Properties.StatusCode"))
                    .isEqualTo("503");
            assertThat(answers.get("THROTTLED").text("Properties.StatusCode")).isEqualTo("429");
            for (String again : List.of("THROTTLED", "INTEGRATION_FAILURE", "INTEGRATION_TIMEOUT", "DEFAULT_5XX")) {
                assertThat(answers.get(again)
                                .part("Properties.ResponseParameters")
                                .values())
                        .containsKey("gatewayresponse.header.Retry-After");
            }
            assertThat(answers.values())
                    .allSatisfy(answer -> assertThat(
                                    answer.part("Properties.ResponseParameters").values())
                            .containsEntry("gatewayresponse.header.Content-Type", "'application/problem+json'"));
        }

        @Test
        void shouldAskForNoKeyUnlessTold() {
            assertThat(defaults.all("AWS::ApiGateway::ApiKey")).isEmpty();
            assertThat(routes(defaults).values())
                    .allSatisfy(method -> assertThat(method.value("Properties.ApiKeyRequired"))
                            .isEqualTo(false));
        }

        @Test
        void shouldMakeTheAccountsRoleForLogsUnlessThereIsOne() {
            assertThat(defaults.all("AWS::ApiGateway::Account")).hasSize(1);
            assertThat(Synthesis.of(Variant.API_KEY).all("AWS::ApiGateway::Account"))
                    .isEmpty();
        }
    }

    @Nested
    class Keys {

        private final TemplateView template = Synthesis.of(Variant.API_KEY);

        @Test
        void shouldBeAskedForOnTheChosenRoutesAlone() {
            Map<String, Part> routes = routes(template);

            assertThat(routes.entrySet().stream()
                            .filter(route ->
                                    Boolean.TRUE.equals(route.getValue().value("Properties.ApiKeyRequired")))
                            .map(Map.Entry::getKey))
                    .containsExactlyInAnyOrder(
                            "ANY /endpoints", "ANY /endpoints/{proxy+}", "ANY /events", "ANY /events/{proxy+}");
        }

        @Test
        void shouldBeCountedByAUsagePlanOfTheStage() {
            Part plan = template.one("AWS::ApiGateway::UsagePlan");
            Part stage = template.one("AWS::ApiGateway::Stage");
            Part link = template.one("AWS::ApiGateway::UsagePlanKey");

            assertThat(plan.text("Properties.ApiStages.0.Stage")).isEqualTo("${" + stage.id() + "}");
            assertThat(plan.number("Properties.Throttle.RateLimit")).isEqualTo(50);
            assertThat(plan.number("Properties.Throttle.BurstLimit")).isEqualTo(20);
            assertThat(link.text("Properties.UsagePlanId")).isEqualTo("${" + plan.id() + "}");
            assertThat(link.text("Properties.KeyId"))
                    .isEqualTo("${" + template.one("AWS::ApiGateway::ApiKey").id() + "}");
        }
    }

    @Nested
    class Domain {

        private final TemplateView template = Synthesis.of(Variant.CUSTOM_DOMAIN);

        @Test
        void shouldBeServedUnderItsCertificate() {
            Part domain = template.one("AWS::ApiGateway::DomainName");
            Part mapping = template.one("AWS::ApiGateway::BasePathMapping");

            assertThat(domain.text("Properties.DomainName")).isEqualTo("hooks.example.com");
            assertThat(domain.text("Properties.RegionalCertificateArn"))
                    .isEqualTo("arn:aws:acm:eu-central-1:111122223333:certificate/0f9b1c2d");
            assertThat(domain.text("Properties.SecurityPolicy")).isEqualTo("TLS_1_2");
            assertThat(mapping.text("Properties.Stage"))
                    .isEqualTo("${" + template.one("AWS::ApiGateway::Stage").id() + "}");
        }

        @Test
        void shouldBeTheEndpointAndSayWhatDnsMustName() {
            assertThat(template.outputs().get("ApiEndpoint").text("Value")).isEqualTo("https://hooks.example.com");
            assertThat(template.outputs().get("ApiDomainTarget").text("Value")).endsWith(".RegionalDomainName}");
        }
    }

    @Nested
    class FunctionUrls {

        private final TemplateView template = Synthesis.of(Variant.FUNCTION_URL);

        @Test
        void shouldReplaceTheApi() {
            assertThat(template.all("AWS::ApiGateway::RestApi")).isEmpty();
            assertThat(template.outputs().get("ApiEndpoint").text("Value")).startsWith("https://");
        }

        @Test
        void shouldAskIamForOperatorsOnly() {
            Map<String, String> types = new LinkedHashMap<>();
            template.all("AWS::Lambda::Url")
                    .forEach(url -> types.put(
                            url.text("Properties.TargetFunctionArn").replace(".Arn}", "}"),
                            url.text("Properties.AuthType")));

            assertThat(types)
                    .hasSize(3)
                    .containsEntry(function(template, "receiver"), "NONE")
                    .containsEntry(function(template, "event-api"), "NONE")
                    .containsEntry(function(template, "operator-api"), "AWS_IAM");
            assertThat(template.all("AWS::Lambda::Url"))
                    .allSatisfy(
                            url -> assertThat(url.text("Properties.Qualifier")).isEqualTo("live"));
        }

        @Test
        void shouldBeRefusedTogetherWithWhatOnlyTheApiHas() {
            assertThatThrownBy(() -> IngressSettings.builder()
                            .kind(IngressSettings.Kind.FUNCTION_URL)
                            .domain(new CustomDomain("hooks.example.com", "arn"))
                            .build())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("use the REST API");
            assertThatThrownBy(() -> IngressSettings.builder()
                            .kind(IngressSettings.Kind.FUNCTION_URL)
                            .addKeyedRoutes(Route.EVENTS)
                            .build())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("use the REST API");
        }
    }

    private static String function(TemplateView template, String slug) {
        return "${"
                + template.one("AWS::Lambda::Function", "FunctionName", "webhook-" + slug + "-test")
                        .id()
                + "}";
    }

    private static Part alias(TemplateView template, String slug) {
        return template.one("AWS::Lambda::Alias", "FunctionName", function(template, slug));
    }

    /** Returns the methods by {@code METHOD /path}. */
    private static Map<String, Part> routes(TemplateView template) {
        Map<String, Part> resources = template.all("AWS::ApiGateway::Resource").stream()
                .collect(Collectors.toMap(part -> "${" + part.id() + "}", part -> part));
        Map<String, Part> routes = new TreeMap<>();
        for (Part method : template.all(METHOD)) {
            String path = path(resources, method.text("Properties.ResourceId"));
            routes.put(method.text("Properties.HttpMethod") + " " + path, method);
        }
        return routes;
    }

    private static String path(Map<String, Part> resources, String reference) {
        Part resource = resources.get(reference);
        return resource == null
                ? ""
                : path(resources, resource.text("Properties.ParentId")) + "/" + resource.text("Properties.PathPart");
    }
}
