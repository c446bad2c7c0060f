package dev.sallyport.local.emulated.front;

import static dev.sallyport.local.emulated.front.Requests.object;
import static dev.sallyport.local.emulated.front.Requests.request;
import static dev.sallyport.local.emulated.front.Requests.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.event.Headers;
import dev.sallyport.emulation.function.InvocationOutcome;
import dev.sallyport.hosting.web.Request;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class EventShapesTest {

    private static final Request WEBHOOK = request(
            "POST",
            "/webhooks/a%20b?x=1&y=%2F&x=2",
            Headers.of("Host", "localhost:8080", "X-Sig", "one", "X-Sig", "two", "Cookie", "a=1; b=2"),
            "body");
    private static final Resource RESOURCE = new Resource("/webhooks/{provider}", Map.of("provider", "a b"));
    private static final EventShape.Passage PASSAGE =
            new EventShape.Passage("id-1", "Root=1", Instant.parse("2026-11-27T10:15:30.5Z"), null);
    private static final EventShape.Passage BY_AN_OPERATOR =
            new EventShape.Passage("id-1", "Root=1", PASSAGE.at(), "arn:aws:iam::000000000000:user/operator");
    private static final InvocationOutcome.Failed TIMED_OUT = new InvocationOutcome.Failed("Sandbox.Timedout", "");
    private static final InvocationOutcome.Failed BROKEN = new InvocationOutcome.Failed("Broken", "secret");

    @Nested
    class OfARestApi {

        private final EventShape shape = new RestApiShape();

        @Test
        void shouldTellEverythingOfARequest() {
            Map<String, Object> event = object(shape.event(WEBHOOK, RESOURCE, PASSAGE));

            assertThat(event)
                    .containsEntry("resource", "/webhooks/{provider}")
                    .containsEntry("path", "/webhooks/a%20b")
                    .containsEntry("httpMethod", "POST")
                    .containsEntry("body", "Ym9keQ==")
                    .containsEntry("isBase64Encoded", true);
            assertThat(object(event, "headers").get("X-Sig")).isEqualTo("two");
            assertThat(object(event, "multiValueHeaders").get("X-Sig")).isEqualTo(List.of("one", "two"));
            assertThat(object(event, "headers").get("X-Amzn-Trace-Id")).isEqualTo("Root=1");
            assertThat(object(event, "queryStringParameters")).isEqualTo(Map.of("x", "2", "y", "/"));
            assertThat(object(event, "multiValueQueryStringParameters"))
                    .isEqualTo(Map.of("x", List.of("1", "2"), "y", List.of("/")));
            assertThat(object(event, "pathParameters")).isEqualTo(Map.of("provider", "a b"));
            Map<?, ?> context = object(event, "requestContext");
            assertThat(context.get("requestId")).isEqualTo("id-1");
            assertThat(context.get("requestTime")).isEqualTo("27/Nov/2026:10:15:30 +0000");
            assertThat(context.get("path")).isEqualTo("/local/webhooks/a%20b");
            assertThat(object(context, "identity").get("sourceIp")).isEqualTo("127.0.0.1");
        }

        @Test
        void shouldNameWhomIamAuthorised() {
            Map<String, Object> event = object(shape.event(WEBHOOK, RESOURCE, BY_AN_OPERATOR));

            assertThat(object(object(event, "requestContext"), "identity").get("userArn"))
                    .isEqualTo("arn:aws:iam::000000000000:user/operator");
        }

        @Test
        void shouldHaveNothingWhereARequestHasNothing() {
            Map<String, Object> event = object(shape.event(
                    request("GET", "/health", Headers.none(), ""), new Resource("/health", Map.of()), PASSAGE));

            assertThat(event).containsEntry("isBase64Encoded", false);
            assertThat(event.get("queryStringParameters")).isNull();
            assertThat(event.get("pathParameters")).isNull();
            assertThat(event.get("body")).isNull();
        }

        @Test
        void shouldAnswerForAFunctionThatDoesNot() {
            assertThat(shape.failure(TIMED_OUT).status()).isEqualTo(504);
            assertThat(shape.failure(BROKEN).status()).isEqualTo(502);
            assertThat(text(shape.failure(BROKEN))).isEqualTo("{\"message\":\"Internal server error\"}");
            assertThat(shape.nothingHere().status()).isEqualTo(403);
        }
    }

    @Nested
    class OfAnHttpApi {

        private final EventShape shape = new HttpApiShape();

        @Test
        void shouldTellEverythingOfARequest() {
            Map<String, Object> event = object(shape.event(WEBHOOK, RESOURCE, PASSAGE));

            assertThat(event)
                    .containsEntry("version", "2.0")
                    .containsEntry("routeKey", "POST /webhooks/{provider}")
                    .containsEntry("rawPath", "/webhooks/a%20b")
                    .containsEntry("rawQueryString", "x=1&y=%2F&x=2")
                    .containsEntry("cookies", List.of("a=1", "b=2"))
                    .containsEntry("body", "Ym9keQ==")
                    .containsEntry("isBase64Encoded", true);
            assertThat(object(event, "headers").get("x-sig")).isEqualTo("one,two");
            assertThat(object(event, "headers").containsKey("cookie")).isFalse();
            assertThat(object(event, "queryStringParameters")).isEqualTo(Map.of("x", "1,2", "y", "/"));
            Map<?, ?> http = object(object(event, "requestContext"), "http");
            assertThat(http.get("method")).isEqualTo("POST");
            assertThat(http.get("sourceIp")).isEqualTo("127.0.0.1");
        }

        @Test
        void shouldNameWhomIamAuthorised() {
            Map<String, Object> event = object(shape.event(WEBHOOK, RESOURCE, BY_AN_OPERATOR));
            Map<?, ?> authorizer = object(object(event, "requestContext"), "authorizer");

            assertThat(object(authorizer, "iam").get("userArn")).isEqualTo("arn:aws:iam::000000000000:user/operator");
        }

        @Test
        void shouldAnswerForAFunctionThatDoesNot() {
            assertThat(shape.failure(TIMED_OUT).status()).isEqualTo(503);
            assertThat(shape.failure(BROKEN).status()).isEqualTo(500);
            assertThat(shape.nothingHere().status()).isEqualTo(404);
        }
    }
}
