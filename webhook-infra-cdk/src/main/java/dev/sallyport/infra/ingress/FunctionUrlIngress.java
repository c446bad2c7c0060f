package dev.sallyport.infra.ingress;

import dev.sallyport.infra.function.WebhookFunction;
import dev.sallyport.infra.function.WebhookFunctions;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.services.lambda.FunctionUrlAuthType;
import software.amazon.awscdk.services.lambda.FunctionUrlOptions;
import software.constructs.Construct;

/**
 * URLs of the functions themselves, one each for providers, tenants and operators; operators' asks IAM. What a REST API
 * does before the functions, nobody does here: requests are throttled by the functions' reserved concurrency alone.
 *
 * <p>Input: functions. Output: {@link Ingress}. On deletion of the stack: deleted.
 */
public final class FunctionUrlIngress extends Construct {

    private final Ingress ingress;

    /** Makes the URLs. */
    public FunctionUrlIngress(Construct scope, String id, WebhookFunctions functions) {
        super(scope, id);
        ingress = new Ingress(
                url(functions, WebhookFunction.RECEIVER, FunctionUrlAuthType.NONE),
                url(functions, WebhookFunction.EVENT_API, FunctionUrlAuthType.NONE),
                url(functions, WebhookFunction.OPERATOR_API, FunctionUrlAuthType.AWS_IAM),
                null,
                null);
    }

    private static String url(WebhookFunctions functions, WebhookFunction function, FunctionUrlAuthType type) {
        String url = functions
                .alias(function)
                .addFunctionUrl(FunctionUrlOptions.builder().authType(type).build())
                .getUrl();
        // "https://host/" becomes "https://host", as everywhere.
        return "https://" + Fn.select(2, Fn.split("/", url));
    }

    /** Returns the door. */
    public Ingress ingress() {
        return ingress;
    }
}
