package dev.sallyport.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.infra.synthesis.RequiresNode;
import dev.sallyport.infra.synthesis.Synthesis;
import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.CfnResourceProps;
import software.amazon.awscdk.CfnWaitConditionHandle;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.cxapi.SynthesisMessageLevel;
import software.amazon.awscdk.services.sqs.Queue;

/** That the checks which every template passes do find something. */
@RequiresNode
class SafetyTemplateTest {

    private final App app = new App(AppProps.builder()
            .context(Synthesis.context())
            .outdir(Synthesis.temporaryDirectory().toString())
            .analyticsReporting(false)
            .build());
    private final Stack stack = new Stack(app, "Careless");

    @Test
    void shouldRefuseATemplateThatCloudFormationDoesNotKnow() {
        new CfnResource(
                stack,
                "Queue",
                CfnResourceProps.builder()
                        .type("AWS::SQS::Queue")
                        .properties(Map.of("Colour", "blue"))
                        .build());

        assertThatThrownBy(app::synth).hasMessageContaining("Validation failed");
    }

    @Test
    void shouldTellWhyItRefusesInASentence() {
        new CfnWaitConditionHandle(stack, "Nothing");
        WebhookApp.refuse(app, "sallyport.yaml:3:16: write secretsmanager:NAME");

        assertThat(app.synth().getStackByName("Refused").getMessages())
                .extracting(message -> String.valueOf(message.getEntry().getData()))
                .containsExactly("sallyport.yaml:3:16: write secretsmanager:NAME");
    }

    @Test
    void shouldFindAQueueWithoutTlsAndDeadLetters() {
        Queue.Builder.create(stack, "Queue").build();
        Aspects.of(app).add(AwsSolutionsChecks.Builder.create().build());

        List<String> errors = app.synth().getStackByName("Careless").getMessages().stream()
                .filter(message -> message.getLevel() == SynthesisMessageLevel.ERROR)
                .map(message -> String.valueOf(message.getEntry().getData()))
                .toList();

        assertThat(errors)
                .anySatisfy(error -> assertThat(error).contains("AwsSolutions-SQS3"))
                .anySatisfy(error -> assertThat(error).contains("AwsSolutions-SQS4"));
    }
}
