package dev.sallyport.local.cli;

import dev.sallyport.local.engine.EngineOrder;
import dev.sallyport.local.engine.Engines;
import dev.sallyport.local.engine.GatewayEngine;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which engine a gateway runs on. */
final class EngineOptions {

    private static final String ENDPOINT_VARIABLE = "AWS_ENDPOINT_URL";

    @Option(
            names = "--engine",
            paramLabel = "NAME",
            defaultValue = Engines.LOCAL,
            description = {
                "What the gateway runs on: 'local', this process and its disk; 'aws-emulated', the packaged Lambda",
                "functions against emulators of DynamoDB, S3, SQS, EventBridge and Secrets Manager; default",
                "${DEFAULT-VALUE}."
            })
    private String engine = Engines.LOCAL;

    @Option(
            names = "--ingress",
            paramLabel = "KIND",
            defaultValue = "rest",
            description =
                    "With aws-emulated: events of a REST API ('rest') or of an HTTP API and function URLs ('http').")
    private String ingress = "rest";

    @Option(
            names = "--endpoint-url",
            paramLabel = "URL",
            description = {
                "With aws-emulated: use the services there and start no emulators; also from AWS_ENDPOINT_URL.",
                "Credentials and region come from the environment, as for the AWS CLI."
            })
    private @Nullable URI endpoint;

    @Option(
            names = "--template",
            paramLabel = "FILE",
            description = "With aws-emulated: make resources and functions from a synthesised CloudFormation template.")
    private @Nullable Path template;

    boolean isLocal() {
        if (!engine.equals(Engines.LOCAL)) {
            return false;
        }
        if (endpoint != null || template != null || !ingress.equals("rest")) {
            throw new CommandFailure("--endpoint-url, --template and --ingress need --engine aws-emulated");
        }
        return true;
    }

    String name() {
        return engine;
    }

    GatewayEngine find() {
        GatewayEngine found = Engines.find(engine);
        if (found == null) {
            throw new CommandFailure(
                    "there is no engine '" + engine + "' here: 'local' always is, and 'aws-emulated' where the"
                            + " './sallyport' of a checkout starts it");
        }
        return found;
    }

    EngineOrder order(
            Path config, @Nullable Integer port, Map<String, String> environment, EngineOrder.Listener listener) {
        return new EngineOrder(config, port, environment, ingressKind(), endpoint(environment), template, listener);
    }

    /** Returns where the services are; null for emulators of the engine's own. */
    @Nullable
    URI endpoint(Map<String, String> environment) {
        String variable = environment.get(ENDPOINT_VARIABLE);
        boolean named = variable != null && !variable.isBlank();
        return endpoint == null && named ? URI.create(variable) : endpoint;
    }

    private EngineOrder.Ingress ingressKind() {
        return switch (ingress.toLowerCase(Locale.ROOT)) {
            case "rest" -> EngineOrder.Ingress.REST;
            case "http" -> EngineOrder.Ingress.HTTP;
            default -> throw new CommandFailure("--ingress must be 'rest' or 'http', not '" + ingress + "'");
        };
    }
}
