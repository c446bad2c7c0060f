package dev.sallyport.lambda.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.event.Headers;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.hosting.web.Response;
import dev.sallyport.lambda.FakeContext;
import dev.sallyport.lambda.Telling;
import dev.sallyport.testkit.memory.ManualClock;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class HttpFunctionTest {

    private static final String REST = "{\"httpMethod\":\"POST\",\"path\":\"/x\",\"body\":\"%s\"}";
    private static final String HTTP =
            "{\"version\":\"2.0\",\"rawPath\":\"/x\",\"requestContext\":{\"http\":{\"method\":\"GET\"}}}";

    private final Telling telling = new Telling(new ManualClock());

    private String answer(HttpFunction.Desk desk, String event) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new HttpFunction(desk, 10, telling.invocations())
                .answer(new ByteArrayInputStream(event.getBytes(UTF_8)), out, FakeContext.OF_30_SECONDS);
        return out.toString(UTF_8);
    }

    @Test
    void shouldAnswerARestApiWithLinesInLists() throws IOException {
        Response response = new Response(
                202,
                Headers.of("Content-Type", "application/json", "Link", "a", "link", "b"),
                RawPayload.adopt("{\"größe\":1}".getBytes(UTF_8)));

        assertThat(answer(call -> response, REST.formatted("")))
                .isEqualTo("{\"statusCode\":202,\"multiValueHeaders\":{\"Content-Type\":[\"application/json\"],"
                        + "\"Link\":[\"a\",\"b\"]},\"body\":\"{\\\"größe\\\":1}\",\"isBase64Encoded\":false}");
    }

    @Test
    void shouldAnswerAnHttpApiWithJoinedLines() throws IOException {
        Response response = new Response(200, Headers.of("Link", "a", "Link", "b"), RawPayload.empty());

        assertThat(answer(call -> response, HTTP))
                .isEqualTo("{\"statusCode\":200,\"headers\":{\"Link\":\"a,b\"},\"body\":\"\","
                        + "\"isBase64Encoded\":false}");
    }

    @Test
    void shouldSendBytesAsBase64() throws IOException {
        Response bytes = new Response(
                200, Headers.of("Content-Type", "application/octet-stream"), RawPayload.copyOf(new byte[] {1, -1}));
        Response brokenText =
                new Response(200, Headers.of("Content-Type", "text/plain"), RawPayload.copyOf(new byte[] {-1}));

        assertThat(answer(call -> bytes, HTTP)).endsWith("\"body\":\"Af8=\",\"isBase64Encoded\":true}");
        assertThat(answer(call -> brokenText, HTTP)).endsWith("\"body\":\"/w==\",\"isBase64Encoded\":true}");
    }

    @Test
    void shouldRefuseABodyOverTheLimit() throws IOException {
        assertThat(answer(call -> Response.empty(200), REST.formatted("0123456789")))
                .contains("\"statusCode\":200");
        assertThat(answer(call -> Response.empty(200), REST.formatted("0123456789a")))
                .contains("\"statusCode\":413", "urn:sallyport:problem:too-large");
    }

    @Test
    void shouldTellNobodyWhatWentWrongButTheLog() throws IOException {
        String answer = answer(
                call -> {
                    throw new IllegalStateException("secret");
                },
                HTTP);

        assertThat(answer)
                .contains("\"statusCode\":500", "an error inside the gateway; it was recorded")
                .doesNotContain("secret", "IllegalState");
        assertThat(telling.written())
                .singleElement()
                .asString()
                .contains("\"level\":\"SEVERE\",\"event\":\"fault\",\"during\":\"answering GET /x\"")
                .contains("java.lang.IllegalStateException\\n  at dev.sallyport.lambda.http.HttpFunctionTest")
                .doesNotContain("secret");
    }
}
