package dev.sallyport.infra;

import dev.sallyport.infra.function.WebhookFunction;
import dev.sallyport.infra.ingress.Ingress;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/**
 * A stack with one {@link WebhookPipeline} and its outputs.
 *
 * <p>Inputs: {@link WebhookPipelineProps}. Outputs, each described by its name in snake case, because CloudFormation
 * allows letters and digits only: {@code ApiEndpoint}, {@code DynamodbTableName}, {@code S3BucketName}, {@code
 * SqsQueueUrl}, {@code EventbridgeBusArn}, {@code ReceiverFunctionName} and so on for each function; {@code
 * ApiDomainTarget} with a domain of one's own; {@code EventsEndpoint} and {@code OperatorEndpoint} with URLs of
 * functions. On deletion: as the pipeline says.
 */
public final class WebhookStack extends Stack {

    private final WebhookPipeline pipeline;

    /** Makes the stack. */
    public WebhookStack(Construct scope, String id, StackProps stackProps, WebhookPipelineProps props) {
        super(scope, id, stackProps);
        pipeline = new WebhookPipeline(this, "Webhooks", props);
        Ingress ingress = pipeline.ingress();
        output("api_endpoint", ingress.endpoint());
        if (ingress.api() == null) {
            output("events_endpoint", ingress.tenantEndpoint());
            output("operator_endpoint", ingress.operatorEndpoint());
        }
        output("api_domain_target", ingress.domainTarget());
        output("dynamodb_table_name", pipeline.table().getTableName());
        output("s3_bucket_name", pipeline.archive().getBucketName());
        output("sqs_queue_url", pipeline.queues().processing().getQueueUrl());
        output("eventbridge_bus_arn", pipeline.bus().getEventBusArn());
        for (WebhookFunction function : WebhookFunction.values()) {
            output(
                    function.slug().replace('-', '_') + "_function_name",
                    pipeline.functions().function(function).getFunctionName());
        }
    }

    private void output(String name, @Nullable String value) {
        if (value != null) {
            CfnOutput output = CfnOutput.Builder.create(this, name)
                    .description(name)
                    .value(value)
                    .build();
            output.overrideLogicalId(camelCase(name));
        }
    }

    private static String camelCase(String name) {
        StringBuilder camelCase = new StringBuilder();
        for (String word : name.split("_", -1)) {
            camelCase.append(Character.toUpperCase(word.charAt(0))).append(word, 1, word.length());
        }
        return camelCase.toString();
    }

    /** Returns the pipeline. */
    public WebhookPipeline pipeline() {
        return pipeline;
    }
}
