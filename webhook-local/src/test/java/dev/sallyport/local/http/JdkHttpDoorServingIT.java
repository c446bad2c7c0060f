package dev.sallyport.local.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.event.Headers;
import dev.sallyport.hosting.web.Request;
import dev.sallyport.hosting.web.Response;
import dev.sallyport.local.http.RawClient.Answer;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class JdkHttpDoorServingIT extends JdkHttpDoorITBase {

    @Test
    void shouldHandOverMethodTargetHeadersAndExactBytes() throws IOException {
        byte[] body = new byte[LIMIT];
        for (int i = 0; i < body.length; i++) {
            body[i] = (byte) (i * 31);
        }
        try (RawClient client = connect()) {
            client.send(post("/a%2Fb?c=d%20e", body.length, "X-Two: first\r\nx-two: second\r\n"))
                    .send(body);

            assertThat(client.answer().status()).isEqualTo(200);
        }
        Request request = seen.remove();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.target()).isEqualTo("/a%2Fb?c=d%20e");
        assertThat(request.headers().all("X-TWO")).containsExactly("first", "second");
        assertThat(request.body().toByteArray()).isEqualTo(body);
        assertThat(request.remote().getAddress().isLoopbackAddress()).isTrue();
    }

    @Test
    void shouldReadChunkedBodies() throws IOException {
        try (RawClient client = connect()) {
            client.send("POST / HTTP/1.1\r\nHost: test\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + "5\r\nhello\r\n6;ext=1\r\n world\r\n0\r\n\r\n");

            assertThat(client.answer().status()).isEqualTo(200);
        }
        assertThat(seen.remove().body().toByteArray()).asString().isEqualTo("hello world");
    }

    @Test
    void shouldKeepConnectionsOpenAndAnswerPipelinedRequestsInOrder() throws IOException {
        handler = request -> Response.text(200, request.path());
        try (RawClient client = connect()) {
            client.send(post("/1", 3) + "abc" + post("/2", 0) + "GET /3 HTTP/1.1\r\nHost: test\r\n\r\n");

            assertThat(client.answer().body()).isEqualTo("/1");
            assertThat(client.answer().body()).isEqualTo("/2");
            assertThat(client.answer().body()).isEqualTo("/3");
        }
    }

    @Test
    void shouldAnswerHeadWithoutABody() throws IOException {
        try (RawClient client = connect()) {
            client.send("HEAD / HTTP/1.1\r\nHost: test\r\n\r\nGET / HTTP/1.1\r\nHost: test\r\n\r\n");

            assertThat(client.answer().body()).isEmpty();
            assertThat(client.answer().body()).isEqualTo("ok");
        }
    }

    @Test
    void shouldSendTheHandlersHeadersAndStatus() throws IOException {
        handler = request -> new Response(
                204, Headers.of("X-One", "1", "X-One", "2"), seen.peek().body());
        try (RawClient client = connect()) {
            Answer answer = client.send(post("/", 1) + "x").answer();

            assertThat(answer.status()).isEqualTo(204);
            assertThat(answer.hasLine("X-one: 1")).isTrue();
            assertThat(answer.hasLine("X-one: 2")).isTrue();
        }
    }
}
