package dev.sallyport.infra.synthesis;

import dev.sallyport.infra.WebhookPipelineProps;
import dev.sallyport.infra.deployment.Deployment;
import dev.sallyport.infra.deployment.DeploymentReader;
import dev.sallyport.infra.function.FunctionSettings;
import dev.sallyport.infra.function.WebhookFunction;
import dev.sallyport.infra.ingress.IngressSettings;
import dev.sallyport.infra.ingress.IngressSettings.CustomDomain;
import dev.sallyport.infra.ingress.Route;
import dev.sallyport.infra.network.NetworkSettings;
import dev.sallyport.infra.observe.AlarmSettings;
import dev.sallyport.infra.settings.DataRetention;
import dev.sallyport.infra.settings.Names;
import dev.sallyport.infra.storage.ArchiveSettings;
import java.util.function.UnaryOperator;
import software.amazon.awscdk.services.s3.StorageClass;

/** The stacks that are synthesised for the tests. */
public enum Variant {
    DEFAULTS(props -> props),
    VPC(props -> props.network(NetworkSettings.own())),
    CUSTOM_DOMAIN(props -> props.ingress(IngressSettings.builder()
            .domain(new CustomDomain("hooks.example.com", "arn:aws:acm:eu-central-1:111122223333:certificate/0f9b1c2d"))
            .build())),
    API_KEY(props -> props.ingress(IngressSettings.builder()
            .addKeyedRoutes(Route.EVENTS, Route.ENDPOINTS)
            .requestsPerSecond(50)
            .burst(20)
            .accountLogRole(false)
            .build())),
    FUNCTION_URL(props -> props.ingress(
            IngressSettings.builder().kind(IngressSettings.Kind.FUNCTION_URL).build())),
    /** Forwards nothing and is handed no secrets, as well. */
    SMALL_MEMORY(props -> props.functions(Variant.functions().memory(256).build())
            .deployment(DeploymentReader.read(
                    "sallyport.yaml", Variant.CONFIGURATION.replaceAll("forward:.*|config: .*accept.*", "")))),

    /** What an operator chooses who keeps data, has a key of the account's own, and wants to be called. */
    CAREFUL(props -> props.retention(DataRetention.RETAIN)
            .ownKey(true)
            .makeSecrets(false)
            .service("payments")
            .archive(ArchiveSettings.builder()
                    .transitionAfterDays(10)
                    .transitionTo(StorageClass.GLACIER)
                    .expireAfterDays(100)
                    .build())
            .alarms(AlarmSettings.builder().addEmails("ops@example.com").build())
            .functions(Variant.functions()
                    .putReservedConcurrency(WebhookFunction.RECEIVER, 50)
                    .putMemoryByFunction(WebhookFunction.DELIVERY, 1024)
                    .build()));

    /** Providers that differ in secrets and in what becomes of their bodies; webhooks of one are forwarded. */
    static final String CONFIGURATION = """
            server: { adminToken: env:ADMIN, maxBodyBytes: 262144 }
            providers:
              stripe:
                scheme: stripe
                secrets: [ secretsmanager:hooks/stripe, secretsmanager:hooks/stripe-before ]
              acme:
                scheme: generic
                secrets: [ secretsmanager:hooks/acme ]
                archive: { transitionAfter: P60D, expireAfter: P365D }
              brief:
                scheme: sns
                archive: { expireAfter: P7D }
              busy:
                scheme: generic
                secrets: [ secretsmanager:hooks/acme ]
                archive: { mode: bundled, transitionAfter: P20D, expireAfter: P90D }
              asana:
                scheme: asana
                secrets: [ secretsmanager:hooks/acme ]
                config: { handshake: accept }
            forward: [ { from: stripe, to: tenant-1 } ]
            """;

    static final String ENVIRONMENT = "test";

    private final UnaryOperator<WebhookPipelineProps.Builder> change;

    Variant(UnaryOperator<WebhookPipelineProps.Builder> change) {
        this.change = change;
    }

    String stackName() {
        return name().replace('_', '-');
    }

    WebhookPipelineProps props() {
        return change.apply(WebhookPipelineProps.builder()
                        .names(new Names(ENVIRONMENT))
                        .deployment(deployment())
                        .functions(functions().build()))
                .build();
    }

    private static Deployment deployment() {
        return DeploymentReader.read("sallyport.yaml", CONFIGURATION);
    }

    private static FunctionSettings.Builder functions() {
        return FunctionSettings.builder().code(Synthesis.PLACEHOLDER.toString());
    }
}
