package dev.sallyport.infra.ingress;

import dev.sallyport.infra.function.WebhookFunction;
import dev.sallyport.infra.function.WebhookFunctions;
import dev.sallyport.infra.settings.Acceptance;
import dev.sallyport.infra.settings.Foundation;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.apigateway.AccessLogFormat;
import software.amazon.awscdk.services.apigateway.ApiKey;
import software.amazon.awscdk.services.apigateway.AuthorizationType;
import software.amazon.awscdk.services.apigateway.DomainName;
import software.amazon.awscdk.services.apigateway.DomainNameOptions;
import software.amazon.awscdk.services.apigateway.EndpointType;
import software.amazon.awscdk.services.apigateway.IApiKey;
import software.amazon.awscdk.services.apigateway.LambdaIntegration;
import software.amazon.awscdk.services.apigateway.LogGroupLogDestination;
import software.amazon.awscdk.services.apigateway.MethodLoggingLevel;
import software.amazon.awscdk.services.apigateway.MethodOptions;
import software.amazon.awscdk.services.apigateway.RequestValidator;
import software.amazon.awscdk.services.apigateway.RestApi;
import software.amazon.awscdk.services.apigateway.SecurityPolicy;
import software.amazon.awscdk.services.apigateway.StageOptions;
import software.amazon.awscdk.services.apigateway.ThrottleSettings;
import software.amazon.awscdk.services.apigateway.UsagePlan;
import software.amazon.awscdk.services.apigateway.UsagePlanPerApiStage;
import software.amazon.awscdk.services.apigateway.UsagePlanProps;
import software.amazon.awscdk.services.certificatemanager.Certificate;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/**
 * A REST API before the functions: one stage named after the environment, throttled, traced, with an access log that
 * names routes but neither addresses with their queries nor bodies. Bodies of any kind reach the functions byte by byte.
 *
 * <p>Inputs: settings, functions. Output: {@link Ingress}. On deletion of the stack: deleted with its logs, and with the
 * account's role for logs if it was made here.
 */
public final class RestIngress extends Construct {

    private final Foundation foundation;
    private final IngressSettings settings;
    private final RestApi api;
    private final Ingress ingress;

    /** Makes the API with all routes. */
    public RestIngress(
            Construct scope,
            String id,
            Foundation foundation,
            IngressSettings settings,
            WebhookFunctions functions,
            RetentionDays logRetention) {
        super(scope, id);
        this.foundation = foundation;
        this.settings = settings;
        LogGroup accessLog = LogGroup.Builder.create(this, "AccessLog")
                .logGroupName("/aws/apigateway/" + foundation.names().of("webhook-api"))
                .retention(logRetention)
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        RestApi.Builder builder = RestApi.Builder.create(this, "Api")
                .restApiName(foundation.names().of("webhook-api"))
                .description("Webhooks in, events out")
                .endpointTypes(List.of(EndpointType.REGIONAL))
                .binaryMediaTypes(List.of("*/*"))
                .cloudWatchRole(settings.accountLogRole())
                .deployOptions(stage(accessLog));
        if (settings.accountLogRole()) {
            builder.cloudWatchRoleRemovalPolicy(RemovalPolicy.DESTROY);
        }
        api = builder.build();
        // An output of CDK's own, under a name that nobody chose.
        api.getNode().tryRemoveChild("Endpoint");
        RequestValidator validator = RequestValidator.Builder.create(this, "Validator")
                .restApi(api)
                .requestValidatorName(foundation.names().of("webhook-headers"))
                .validateRequestParameters(true)
                .validateRequestBody(true)
                .build();
        Map<WebhookFunction, LambdaIntegration> integrations = new EnumMap<>(WebhookFunction.class);
        for (Route route : Route.values()) {
            Alias alias = functions.alias(route.function());
            LambdaIntegration integration = integrations.computeIfAbsent(
                    route.function(),
                    function -> LambdaIntegration.Builder.create(alias)
                            .scopePermissionToMethod(false)
                            .build());
            addRoute(route, integration, validator);
        }
        GatewayAnswers.addTo(api);
        addKeys();
        String domainTarget = addDomain();
        String endpoint = settings.domain() == null
                ? endpoint()
                : "https://" + settings.domain().name();
        ingress = new Ingress(endpoint, endpoint, endpoint, domainTarget, api);
        acceptFindings();
    }

    private StageOptions stage(LogGroup accessLog) {
        return StageOptions.builder()
                .stageName(foundation.names().suffix())
                .throttlingRateLimit(settings.requestsPerSecond())
                .throttlingBurstLimit(settings.burst())
                .tracingEnabled(true)
                .metricsEnabled(true)
                .loggingLevel(MethodLoggingLevel.ERROR)
                .dataTraceEnabled(false)
                .accessLogDestination(new LogGroupLogDestination(accessLog))
                .accessLogFormat(AccessLogFormat.custom(AccessLog.FORMAT))
                .build();
    }

    private void addRoute(Route route, LambdaIntegration integration, RequestValidator validator) {
        for (String path : route.paths()) {
            for (String method : route.methods()) {
                MethodOptions.Builder options = MethodOptions.builder()
                        .apiKeyRequired(settings.keyedRoutes().contains(route))
                        .authorizationType(route.asksIam() ? AuthorizationType.IAM : AuthorizationType.NONE)
                        .requestValidator(validator);
                if (route == Route.WEBHOOK) {
                    options.requestParameters(Map.of(
                            "method.request.header.X-Webhook-Signature", true,
                            "method.request.header.X-Provider-ID", true));
                }
                api.getRoot().resourceForPath(path).addMethod(method, integration, options.build());
            }
        }
    }

    private void addKeys() {
        if (settings.keyedRoutes().isEmpty()) {
            return;
        }
        IApiKey key = ApiKey.Builder.create(this, "Key")
                .apiKeyName(foundation.names().of("webhook-api-key"))
                .description("Asked for on " + settings.keyedRoutes())
                .build();
        UsagePlan plan = api.addUsagePlan(
                "Usage",
                UsagePlanProps.builder()
                        .name(foundation.names().of("webhook-usage"))
                        .throttle(ThrottleSettings.builder()
                                .rateLimit(settings.requestsPerSecond())
                                .burstLimit(settings.burst())
                                .build())
                        .apiStages(List.of(UsagePlanPerApiStage.builder()
                                .api(api)
                                .stage(api.getDeploymentStage())
                                .build()))
                        .build());
        plan.addApiKey(key);
    }

    private @Nullable String addDomain() {
        IngressSettings.CustomDomain domain = settings.domain();
        if (domain == null) {
            return null;
        }
        DomainName name = api.addDomainName(
                "Domain",
                DomainNameOptions.builder()
                        .domainName(domain.name())
                        .certificate(Certificate.fromCertificateArn(this, "Certificate", domain.certificateArn()))
                        .endpointType(EndpointType.REGIONAL)
                        .securityPolicy(SecurityPolicy.TLS_1_2)
                        .build());
        return name.getDomainNameAliasDomainName();
    }

    private String endpoint() {
        Stack stack = Stack.of(this);
        return "https://" + api.getRestApiId() + ".execute-api." + stack.getRegion() + "." + stack.getUrlSuffix() + "/"
                + api.getDeploymentStage().getStageName();
    }

    private void acceptFindings() {
        Acceptance.of(
                api,
                "APIG4",
                "Providers prove themselves by signatures, tenants by API keys of Sallyport; the functions check both."
                        + " Operators' routes ask IAM.");
        Acceptance.of(api, "COG4", "Neither providers nor tenants' systems are users of a pool.");
        Acceptance.of(
                api,
                "APIG3",
                "A web ACL is the account's policy and costs by request: associate one with the stage where wanted.");
        if (settings.accountLogRole()) {
            Acceptance.of(
                    api,
                    "IAM4",
                    "The role of the account under which API Gateway writes logs; the service asks for the rights of"
                            + " this managed policy.");
        }
    }

    /** Returns the door. */
    public Ingress ingress() {
        return ingress;
    }
}
