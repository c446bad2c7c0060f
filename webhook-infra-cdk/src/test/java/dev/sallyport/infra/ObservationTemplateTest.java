package dev.sallyport.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.infra.function.WebhookFunction;
import dev.sallyport.infra.synthesis.RequiresNode;
import dev.sallyport.infra.synthesis.Synthesis;
import dev.sallyport.infra.synthesis.TemplateView;
import dev.sallyport.infra.synthesis.TemplateView.Part;
import dev.sallyport.infra.synthesis.Variant;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@RequiresNode
class ObservationTemplateTest {

    private static final String ALARM = "AWS::CloudWatch::Alarm";

    private final TemplateView template = Synthesis.of(Variant.DEFAULTS);

    @ParameterizedTest
    @EnumSource
    void shouldAlarmOnTheShareOfFailedInvocations(WebhookFunction entry) {
        Part alarm = alarm(entry.slug() + "-errors");
        Map<String, Part> metrics = metrics(alarm);

        assertThat(alarm.number("Properties.Threshold")).isEqualTo(1);
        assertThat(alarm.text("Properties.ComparisonOperator")).isEqualTo("GreaterThanThreshold");
        assertThat(metrics.values().stream()
                        .filter(metric -> metric.find("Expression") != null)
                        .map(metric -> metric.text("Expression")))
                .containsExactly("IF(whole > 0, 100 * part / whole, 0)");
        assertThat(metrics.get("part").text("MetricStat.Metric.MetricName")).isEqualTo("Errors");
        assertThat(metrics.get("whole").text("MetricStat.Metric.MetricName")).isEqualTo("Invocations");
        assertThat(metrics.get("part").text("MetricStat.Stat")).isEqualTo("Sum");
        assertThat(metrics.get("part").text("MetricStat.Metric.Dimensions.0.Value"))
                .isEqualTo("${"
                        + template.one("AWS::Lambda::Function", "FunctionName", "webhook-" + entry.slug() + "-test")
                                .id()
                        + "}");
    }

    @ParameterizedTest
    @EnumSource
    void shouldAlarmOnThrottles(WebhookFunction entry) {
        Part alarm = alarm(entry.slug() + "-throttles");

        assertThat(alarm.text("Properties.MetricName")).isEqualTo("Throttles");
        assertThat(alarm.number("Properties.Threshold")).isEqualTo(0);
    }

    @ParameterizedTest
    @CsvSource({
        "processing-age, ApproximateAgeOfOldestMessage, 300",
        "processing-depth, ApproximateNumberOfMessagesVisible, 10000",
        "delivery-age, ApproximateAgeOfOldestMessage, 300",
        "delivery-depth, ApproximateNumberOfMessagesVisible, 10000",
        "processing-dead-letters, ApproximateNumberOfMessagesVisible, 0",
        "delivery-dead-letters, ApproximateNumberOfMessagesVisible, 0",
        "fan-out-dead-letters, ApproximateNumberOfMessagesVisible, 0"
    })
    void shouldAlarmOnQueuesThatGrowOldOrDeepAndOnDeadLetters(String name, String metric, int threshold) {
        assertThat(alarm(name).text("Properties.MetricName")).isEqualTo(metric);
        assertThat(alarm(name).number("Properties.Threshold")).isEqualTo(threshold);
    }

    @Test
    void shouldAlarmOnDeadWebhooksThoughTheyLeaveTheirQueueAtOnce() {
        Part alarm = alarm("dead-webhooks");

        assertThat(alarm.text("Properties.MetricName")).isEqualTo("Invocations");
        assertThat(alarm.text("Properties.Dimensions.0.Value"))
                .isEqualTo("${"
                        + template.one("AWS::Lambda::Function", "FunctionName", "webhook-dead-letter-test")
                                .id()
                        + "}");
    }

    @Test
    void shouldAlarmOnTheShareOfAnswers5xx() {
        Map<String, Part> metrics = metrics(alarm("api-5xx"));

        assertThat(metrics.get("part").text("MetricStat.Metric.MetricName")).isEqualTo("5XXError");
        assertThat(metrics.get("whole").text("MetricStat.Metric.MetricName")).isEqualTo("Count");
        assertThat(alarm("api-5xx").number("Properties.Threshold")).isEqualTo(1);
    }

    @Test
    void shouldTakeMissingMetricsForRest() {
        assertThat(template.all(ALARM))
                .allSatisfy(alarm ->
                        assertThat(alarm.text("Properties.TreatMissingData")).isEqualTo("notBreaching"));
    }

    @Test
    void shouldCallPeopleWhereAskedOnly() {
        TemplateView careful = Synthesis.of(Variant.CAREFUL);
        Part topic = careful.one("AWS::SNS::Topic");

        assertThat(template.all("AWS::SNS::Topic")).isEmpty();
        assertThat(careful.one("AWS::SNS::Subscription").text("Properties.Endpoint"))
                .isEqualTo("ops@example.com");
        assertThat(careful.all(ALARM))
                .isNotEmpty()
                .allSatisfy(alarm ->
                        assertThat(alarm.texts("Properties.AlarmActions")).containsExactly("${" + topic.id() + "}"));
        assertThat(careful.one("AWS::SNS::TopicPolicy").parts("Properties.PolicyDocument.Statement"))
                .anySatisfy(statement ->
                        assertThat(statement.text("Principal.Service")).isEqualTo("cloudwatch.amazonaws.com"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Requests", "Invocations", "Errors", "Duration", "Throttles", "Waiting", "Given up"})
    void shouldShowTheWayOfAWebhookOnADashboard(String widget) {
        Part dashboard = template.one("AWS::CloudWatch::Dashboard");

        assertThat(dashboard.text("Properties.DashboardName")).isEqualTo("webhook-overview-test");
        assertThat(dashboard.text("Properties.DashboardBody")).contains("\"title\":\"" + widget + "\"");
    }

    private Part alarm(String name) {
        return template.one(ALARM, "AlarmName", "webhook-" + name + "-test");
    }

    private static Map<String, Part> metrics(Part alarm) {
        return alarm.parts("Properties.Metrics").stream()
                .collect(Collectors.toMap(metric -> metric.text("Id"), metric -> metric));
    }
}
