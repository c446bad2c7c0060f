package dev.sallyport.infra;

import dev.sallyport.infra.deployment.RefusedConfigurationException;
import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.util.Map;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.CfnWaitConditionHandle;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;

/**
 * The CDK app: one {@link WebhookStack}, {@code webhook-{environment}}, set up by the context. Every synthesis is checked
 * by CloudFormation's own rules and by cdk-nag's {@code AwsSolutions}; a finding stops it.
 */
public final class WebhookApp {

    private WebhookApp() {}

    /** Synthesises the stack for the command line of the CDK, which runs this. */
    public static void main(String[] arguments) {
        App app = new App(AppProps.builder().build());
        try {
            addStack(app, System.getenv());
        } catch (RefusedConfigurationException | IllegalArgumentException e) {
            refuse(app, String.valueOf(e.getMessage()));
        }
        app.synth();
    }

    /** As a finding, the command line shows the sentence, and not where in this program it was written. */
    static void refuse(App app, String message) {
        Stack stack = new Stack(app, "Refused");
        // A template without a resource would be a finding of its own, before this one.
        new CfnWaitConditionHandle(stack, "Nothing");
        Annotations.of(stack).addError(message);
    }

    /**
     * Adds the stack to an app.
     *
     * @param environment what the command line of the CDK says about account and region; both may be missing
     */
    static WebhookStack addStack(App app, Map<String, String> environment) {
        WebhookPipelineProps props = new AppContext(app.getNode()).props();
        WebhookStack stack = new WebhookStack(
                app,
                "Webhook",
                StackProps.builder()
                        .stackName(props.names().of("webhook"))
                        .description("Sallyport: webhooks in, events out")
                        .env(Environment.builder()
                                .account(environment.get("CDK_DEFAULT_ACCOUNT"))
                                .region(environment.get("CDK_DEFAULT_REGION"))
                                .build())
                        .build(),
                props);
        Aspects.of(app).add(AwsSolutionsChecks.Builder.create().verbose(true).build());
        return stack;
    }
}
