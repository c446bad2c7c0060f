package dev.sallyport.lambda.wiring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;

/** The variables by which functions are led to services elsewhere than at AWS. */
class EndpointsTest {

    private final ClientsModule module = new ClientsModule();
    private final List<String> general = new CopyOnWriteArrayList<>();
    private final List<String> own = new CopyOnWriteArrayList<>();
    private HttpServer all;
    private HttpServer one;

    @BeforeEach
    void start() throws IOException {
        all = recording(general);
        one = recording(own);
    }

    @AfterEach
    void stop() {
        all.stop(0);
        one.stop(0);
    }

    /** Answers as every service would to which nothing has happened, and remembers who was asked what. */
    private static HttpServer recording(List<String> calls) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> answer(exchange, calls));
        server.start();
        return server;
    }

    private static void answer(HttpExchange exchange, List<String> calls) throws IOException {
        try (exchange) {
            String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
            calls.add(target == null ? exchange.getRequestMethod() + ' ' + exchange.getRequestURI() : target);
            exchange.getRequestBody().readAllBytes();
            byte[] body = (target == null ? "" : "{}").getBytes(UTF_8);
            exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static String address(HttpServer server) {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Asks each service something. */
    private void ask(Map<String, String> variables) {
        Map<String, String> complete = new LinkedHashMap<>(variables);
        complete.put("AWS_REGION", "eu-west-1");
        complete.put("AWS_ACCESS_KEY_ID", "key");
        complete.put("AWS_SECRET_ACCESS_KEY", "secret");
        Environment environment = new Environment(complete);
        AwsCredentialsProvider credentials = module.credentials(environment);
        try (SdkHttpClient http = module.http(environment)) {
            module.dynamoDb(environment, http, credentials).describeTable(request -> request.tableName("table"));
            module.s3(environment, http, credentials)
                    .headObject(request -> request.bucket("bucket").key("key"));
            module.sqs(environment, http, credentials).getQueueUrl(request -> request.queueName("queue"));
            module.eventBridge(environment, http, credentials).listRules(request -> request.eventBusName("bus"));
            new SecretsModule()
                    .client(environment, http, credentials)
                    .getSecretValue(request -> request.secretId("secret"));
        }
    }

    @Test
    void shouldLeadEveryClientToTheOneEndpoint() {
        ask(Map.of("AWS_ENDPOINT_URL", address(all)));

        assertThat(general)
                .containsExactly(
                        "DynamoDB_20120810.DescribeTable",
                        "HEAD /bucket/key",
                        "AmazonSQS.GetQueueUrl",
                        "AWSEvents.ListRules",
                        "secretsmanager.GetSecretValue");
    }

    @Test
    void shouldLeadAClientToItsOwnEndpointBeforeTheOneOfAll() {
        ask(Map.of("AWS_ENDPOINT_URL", address(all), "AWS_ENDPOINT_URL_S3", address(one)));

        assertThat(own).containsExactly("HEAD /bucket/key");
        assertThat(general).hasSize(4).noneMatch(call -> call.startsWith("HEAD"));
    }

    @Test
    void shouldLeadEachClientByItsOwnVariable() {
        ask(Map.of(
                "AWS_ENDPOINT_URL_DYNAMODB", address(one),
                "AWS_ENDPOINT_URL_S3", address(one),
                "AWS_ENDPOINT_URL_SQS", address(one),
                "AWS_ENDPOINT_URL_EVENTBRIDGE", address(one),
                "AWS_ENDPOINT_URL_SECRETS_MANAGER", address(one)));

        assertThat(own).hasSize(5);
        assertThat(general).isEmpty();
    }

    @Test
    void shouldNotTakeAnEmptyVariableForAnEndpoint() {
        assertThat(new Environment(Map.of("AWS_ENDPOINT_URL", "")).hasOwnEndpoints())
                .isFalse();
        assertThat(new Environment(Map.of("AWS_REGION", "eu-west-1")).hasOwnEndpoints())
                .isFalse();
        assertThat(new Environment(Map.of("AWS_ENDPOINT_URL_SQS", address(one))).hasOwnEndpoints())
                .isTrue();
    }
}
