package dev.sallyport.infra.function;

import dev.sallyport.infra.network.FunctionNetwork;
import dev.sallyport.infra.settings.Foundation;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.SnapStartConf;
import software.amazon.awscdk.services.lambda.Tracing;
import software.amazon.awscdk.services.lambda.VersionOptions;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/**
 * All functions of the catalogue: {@code java25} on arm64, with SnapStart on published versions, traces, a log of their
 * own and a role of their own. Whoever invokes one invokes its alias {@value #ALIAS}, which is the published version;
 * {@code $LATEST} has no snapshot to start from.
 *
 * <p>Inputs: settings, values of the environment, where the resources are, the configuration's layer, a network if they
 * run in one. Outputs: function and alias by entry of the catalogue. On deletion of the stack: deleted with their logs.
 */
public final class WebhookFunctions extends Construct {

    /** The alias of the version in use. */
    public static final String ALIAS = "live";

    private final Map<WebhookFunction, Function> functions = new EnumMap<>(WebhookFunction.class);
    private final Map<WebhookFunction, Alias> aliases = new EnumMap<>(WebhookFunction.class);

    /** Makes all functions. */
    public WebhookFunctions(Construct scope, String id, Foundation foundation, Inputs inputs) {
        super(scope, id);
        Map<String, Code> code = new HashMap<>();
        for (WebhookFunction entry : WebhookFunction.values()) {
            Construct room = new Construct(this, entry.slug());
            String path = inputs.settings()
                    .codeByFunction()
                    .getOrDefault(entry, inputs.settings().code());
            Function function = make(room, entry, foundation, inputs, code.computeIfAbsent(path, Code::fromAsset));
            functions.put(entry, function);
            aliases.put(
                    entry,
                    Alias.Builder.create(room, "Alias")
                            .aliasName(ALIAS)
                            .version(function.getCurrentVersion())
                            .build());
        }
    }

    private static Function make(
            Construct scope, WebhookFunction entry, Foundation foundation, Inputs inputs, Code code) {
        FunctionSettings settings = inputs.settings();
        String name = foundation.names().of("webhook-" + entry.slug());
        LogGroup log = LogGroup.Builder.create(scope, "Log")
                .logGroupName("/aws/lambda/" + name)
                .retention(settings.logRetention())
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        FunctionNetwork network = inputs.network();
        Function.Builder builder = Function.Builder.create(scope, "Function")
                .functionName(name)
                .runtime(Runtime.JAVA_25)
                .architecture(Architecture.ARM_64)
                .handler(entry.handler())
                .code(code)
                .memorySize(settings.memoryByFunction().getOrDefault(entry, settings.memory()))
                .timeout(Duration.seconds(entry.timeoutSeconds()))
                .snapStart(SnapStartConf.ON_PUBLISHED_VERSIONS)
                .tracing(Tracing.ACTIVE)
                .environment(environment(entry, inputs.environment()))
                .logGroup(log)
                .role(FunctionRole.make(scope, entry, foundation, inputs.grants(), log, network != null)
                        .withoutPolicyUpdates())
                .reservedConcurrentExecutions(settings.reservedConcurrency().get(entry))
                .currentVersionOptions(VersionOptions.builder()
                        .removalPolicy(RemovalPolicy.DESTROY)
                        .build());
        if (entry.settings().contains(Setting.CONFIG)) {
            // Unless an app sets a flag, CDK does not see that another layer needs another version; it sees this.
            builder.layers(List.of(inputs.configuration().layer()))
                    .description("Configuration " + inputs.configuration().digest());
        }
        if (network != null) {
            builder.vpc(network.vpc()).vpcSubnets(network.subnets()).securityGroups(List.of(network.securityGroup()));
        }
        Function function = builder.build();
        Annotations.of(function)
                .acknowledgeWarning(
                        "@aws-cdk/aws-lambda:snapStartRequirePublish",
                        "The alias publishes a version of each function.");
        return function;
    }

    private static Map<String, String> environment(WebhookFunction entry, Map<Setting, String> values) {
        Map<String, String> environment = new LinkedHashMap<>();
        for (Setting setting : entry.settings()) {
            String value = values.get(setting);
            if (value == null) {
                throw new IllegalStateException("nothing says what " + setting.variable() + " is for " + entry.slug());
            }
            environment.put(setting.variable(), value);
        }
        return environment;
    }

    /** Returns a function, for its name and its metrics. */
    public Function function(WebhookFunction entry) {
        return find(functions, entry);
    }

    /** Returns the alias that is to be invoked. */
    public Alias alias(WebhookFunction entry) {
        return find(aliases, entry);
    }

    private static <T> T find(Map<WebhookFunction, T> all, WebhookFunction entry) {
        T found = all.get(entry);
        if (found == null) {
            throw new IllegalStateException("every entry of the catalogue is made");
        }
        return found;
    }

    /**
     * What all functions are made of.
     *
     * @param environment a value for every variable
     * @param configuration the layer that holds the configuration
     * @param network null to run outside of any network of the account's
     */
    public record Inputs(
            FunctionSettings settings,
            Map<Setting, String> environment,
            FunctionGrants grants,
            ConfigurationLayer configuration,
            @Nullable FunctionNetwork network) {

        public Inputs {
            environment = Map.copyOf(environment);
        }
    }
}
