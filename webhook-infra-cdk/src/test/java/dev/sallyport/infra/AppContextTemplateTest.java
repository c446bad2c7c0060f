package dev.sallyport.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.sallyport.infra.deployment.RefusedConfigurationException;
import dev.sallyport.infra.function.WebhookFunction;
import dev.sallyport.infra.ingress.IngressSettings;
import dev.sallyport.infra.ingress.IngressSettings.CustomDomain;
import dev.sallyport.infra.ingress.Route;
import dev.sallyport.infra.network.NetworkSettings;
import dev.sallyport.infra.settings.DataRetention;
import dev.sallyport.infra.synthesis.RequiresNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;

/** The settings that stand in {@code cdk.json} or behind {@code -c}; nothing is synthesised here. */
@RequiresNode
class AppContextTemplateTest {

    @TempDir
    private Path directory;

    private final Map<String, Object> context = new LinkedHashMap<>();

    @BeforeEach
    void writeConfiguration() throws IOException {
        Path file = directory.resolve("sallyport.yaml");
        Files.writeString(file, "providers: { acme: { scheme: generic, secrets: [ secretsmanager:acme ] } }");
        context.put("sallyport:config", file.toString());
    }

    @Test
    void shouldHaveDefaultsForAllButTheConfiguration() {
        WebhookPipelineProps props = read();

        assertThat(props.names().suffix()).isEqualTo("dev");
        assertThat(props.service()).isEqualTo("sallyport");
        assertThat(props.functions().memory()).isEqualTo(512);
        assertThat(props.functions().code()).isEqualTo("../webhook-lambda-entrypoints/target/sallyport-lambda.jar");
        assertThat(props.functions().codeByFunction())
                .containsOnly(
                        entry(WebhookFunction.RECEIVER, "../webhook-lambda-entrypoints/target/sallyport-receiver.jar"));
        assertThat(props.ingress()).isEqualTo(IngressSettings.builder().build());
        assertThat(props.network()).isNull();
        assertThat(props.retention()).isEqualTo(DataRetention.DELETE);
        assertThat(props.ownKey()).isFalse();
        assertThat(props.makeSecrets()).isTrue();
        assertThat(props.alarms().topic()).isFalse();
        assertThat(props.deployment().secretNames()).containsExactly("acme");
    }

    @Test
    void shouldBeTakenAsTheCommandLineWritesThem() {
        context.put("sallyport:environment", "prod");
        context.put("sallyport:service", "payments");
        context.put("sallyport:memory", "256");
        context.put("sallyport:code", "elsewhere.jar");
        context.put("sallyport:keyedRoutes", "events, endpoints");
        context.put("sallyport:domainName", "hooks.example.com");
        context.put("sallyport:certificateArn", "arn:aws:acm:…");
        context.put("sallyport:accountLogRole", "false");
        context.put("sallyport:vpc", "true");
        context.put("sallyport:retain", "true");
        context.put("sallyport:ownKey", "true");
        context.put("sallyport:makeSecrets", "false");
        context.put("sallyport:alarmEmails", "a@example.com,b@example.com");

        WebhookPipelineProps props = read();

        assertThat(props.names().suffix()).isEqualTo("prod");
        assertThat(props.service()).isEqualTo("payments");
        assertThat(props.functions().memory()).isEqualTo(256);
        assertThat(props.functions().code()).isEqualTo("elsewhere.jar");
        assertThat(props.functions().codeByFunction()).isEmpty();
        assertThat(props.ingress().keyedRoutes()).containsExactlyInAnyOrder(Route.EVENTS, Route.ENDPOINTS);
        assertThat(props.ingress().domain()).isEqualTo(new CustomDomain("hooks.example.com", "arn:aws:acm:…"));
        assertThat(props.ingress().accountLogRole()).isFalse();
        assertThat(props.network()).isEqualTo(NetworkSettings.own());
        assertThat(props.retention()).isEqualTo(DataRetention.RETAIN);
        assertThat(props.ownKey()).isTrue();
        assertThat(props.makeSecrets()).isFalse();
        assertThat(props.alarms().emails()).containsExactly("a@example.com", "b@example.com");
    }

    @Test
    void shouldBeTakenAsCdkJsonWritesThem() {
        context.put("sallyport:memory", 1024);
        context.put("sallyport:vpc", true);
        context.put("sallyport:ingress", "function-url");

        assertThat(read().functions().memory()).isEqualTo(1024);
        assertThat(read().network()).isNotNull();
        assertThat(read().ingress().kind()).isEqualTo(IngressSettings.Kind.FUNCTION_URL);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sallyport:vpc | yes | -c sallyport:vpc=yes: it must be true or false",
                "sallyport:memory | much | -c sallyport:memory=much: it must be a whole number",
                "sallyport:ingress | http | -c sallyport:ingress=http: it must be one of rest-api, function-url",
                "sallyport:memmory | 256 | there is no setting -c sallyport:memmory; there are [accountLogRole,",
                "sallyport:environment | Prod | the environment suffix 'Prod' must be 1 to 16 of a-z",
                "sallyport:domainName | a.example.com | -c sallyport:domainName needs -c sallyport:certificateArn"
            })
    void shouldBeRefusedWithWhatWouldBeRight(String name, String value, String message) {
        context.put(name, value);

        assertThatThrownBy(this::read)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void shouldNameTheConfigurationThatIsMissing() {
        context.put("sallyport:config", directory.resolve("none.yaml").toString());

        assertThatThrownBy(this::read)
                .isInstanceOf(RefusedConfigurationException.class)
                .hasMessageContaining("none.yaml: cannot be read");
    }

    private WebhookPipelineProps read() {
        return new AppContext(new App(AppProps.builder().context(context).build()).getNode()).props();
    }
}
