package dev.sallyport.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.infra.synthesis.RequiresNode;
import dev.sallyport.infra.synthesis.Synthesis;
import dev.sallyport.infra.synthesis.TemplateView;
import dev.sallyport.infra.synthesis.TemplateView.Part;
import dev.sallyport.infra.synthesis.Variant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@RequiresNode
class BusTemplateTest {

    private static final String RULE = "AWS::Events::Rule";

    private final TemplateView template = Synthesis.of(Variant.DEFAULTS);
    private final Part bus = template.one("AWS::Events::EventBus");
    private final Part log = template.one("AWS::Logs::LogGroup", "LogGroupName", "/aws/events/webhook-events-test");

    @Test
    void shouldBeArchivedForReplay() {
        Part archive = template.one("AWS::Events::Archive");

        assertThat(archive.text("Properties.SourceArn")).isEqualTo("${" + bus.id() + ".Arn}");
        assertThat(archive.number("Properties.RetentionDays")).isEqualTo(30);
        assertThat(archive.texts("Properties.EventPattern.source")).containsExactly("webhook.processor");
    }

    @ParameterizedTest
    @ValueSource(strings = {"stripe", "acme", "brief", "busy"})
    void shouldLogTheEventsOfEachProvider(String provider) {
        Part rule = template.one(RULE, "Name", "webhook-log-" + provider + "-test");

        assertThat(rule.text("Properties.EventBusName")).isEqualTo("${" + bus.id() + "}");
        assertThat(rule.texts("Properties.EventPattern.detail.provider")).containsExactly(provider);
        assertThat(rule.text("Properties.Targets.0.Arn"))
                .isEqualTo("arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:${" + log.id() + "}");
    }

    @Test
    void shouldBeLetIntoTheLogByTheLogItself() {
        Part policy = template.one("AWS::Logs::ResourcePolicy");

        assertThat(policy.text("Properties.PolicyDocument"))
                .contains("events.amazonaws.com", "delivery.logs.amazonaws.com")
                .contains("logs:CreateLogStream", "logs:PutLogEvents")
                .contains("${" + log.id() + ".Arn}");
        assertThat(template.one(RULE, "Name", "webhook-log-stripe-test").texts("DependsOn"))
                .contains(policy.id());
        assertThat(log.number("Properties.RetentionInDays")).isEqualTo(7);
    }

    @Test
    void shouldCallTheSweeperEveryMinute() {
        Part rule = template.one(RULE, "Name", "webhook-sweep-test");
        Part alias = alias("sweeper");

        assertThat(rule.text("Properties.ScheduleExpression")).isEqualTo("rate(1 minute)");
        assertThat(rule.text("Properties.Targets.0.Arn")).isEqualTo("${" + alias.id() + "}");
        assertLetIn(alias, rule);
    }

    @Test
    void shouldTellOfWhatIsForwardedAndKeepWhatCannotBeTold() {
        Part rule = template.one(RULE, "Name", "webhook-fan-out-test");
        Part alias = alias("fan-out");
        Part deadLetters = template.one("AWS::SQS::Queue", "QueueName", "webhook-fan-out-dead-letters-test");
        Part failures = template.one(
                "AWS::Lambda::EventInvokeConfig",
                "FunctionName",
                "${" + function("fan-out").id() + "}");

        assertThat(rule.part("Properties.EventPattern").values())
                .isEqualTo(Map.of("source", List.of("webhook.processor"), "detail-type", List.of("Webhook Processed")));
        assertThat(rule.text("Properties.Targets.0.Arn")).isEqualTo("${" + alias.id() + "}");
        assertThat(rule.text("Properties.Targets.0.DeadLetterConfig.Arn")).isEqualTo("${" + deadLetters.id() + ".Arn}");
        assertThat(failures.text("Properties.DestinationConfig.OnFailure.Destination"))
                .isEqualTo("${" + deadLetters.id() + ".Arn}");
        assertThat(failures.text("Properties.Qualifier")).isEqualTo("live");
        assertThat(deadLetters.number("Properties.MessageRetentionPeriod")).isEqualTo(14 * 86_400);
        assertLetIn(alias, rule);
    }

    @Test
    void shouldTellNobodyWhereNothingIsForwarded() {
        assertThat(Synthesis.of(Variant.SMALL_MEMORY).all(RULE))
                .noneSatisfy(rule -> assertThat(rule.text("Properties.Name")).isEqualTo("webhook-fan-out-test"));
    }

    private void assertLetIn(Part alias, Part rule) {
        Part permission = template.one("AWS::Lambda::Permission", "SourceArn", "${" + rule.id() + ".Arn}");

        assertThat(permission.text("Properties.FunctionName")).isEqualTo("${" + alias.id() + "}");
        assertThat(permission.text("Properties.Principal")).isEqualTo("events.amazonaws.com");
    }

    private Part function(String slug) {
        return template.one("AWS::Lambda::Function", "FunctionName", "webhook-" + slug + "-test");
    }

    private Part alias(String slug) {
        return template.one(
                "AWS::Lambda::Alias", "FunctionName", "${" + function(slug).id() + "}");
    }
}
