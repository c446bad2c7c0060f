package dev.sallyport.local.emulated.front;

import static dev.sallyport.local.emulated.front.Requests.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.event.Headers;
import dev.sallyport.hosting.web.Response;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FunctionAnswerTest {

    private static Response read(String returned) {
        return Objects.requireNonNull(FunctionAnswer.read(returned));
    }

    @Test
    void shouldBecomeAnAnswer() {
        Response answer = read("{\"statusCode\":202,\"headers\":{\"Content-Type\":\"text/plain\",\"X-A\":\"1\","
                + "\"Content-Length\":\"99\"},\"multiValueHeaders\":{\"X-A\":[\"2\",\"3\"]},\"body\":\"hello\"}");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(text(answer)).isEqualTo("hello");
        assertThat(answer.headers()).isEqualTo(Headers.of("X-A", "2", "X-A", "3", "Content-Type", "text/plain"));
    }

    @Test
    void shouldGiveBytesBack() {
        assertThat(read("{\"statusCode\":200,\"isBase64Encoded\":true,\"body\":\"AP8H\"}")
                        .body()
                        .toByteArray())
                .containsExactly(0, -1, 7);
    }

    @Test
    void shouldSetCookies() {
        assertThat(read("{\"statusCode\":200,\"cookies\":[\"a=1\",\"b=2\"]}")
                        .headers()
                        .all("Set-Cookie"))
                .containsExactly("a=1", "b=2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "{}",
                "{\"statusCode\":\"200\"}",
                "{\"statusCode\":99}",
                "{\"statusCode\":200,\"isBase64Encoded\":true,\"body\":\"?\"}"
            })
    void shouldBeNoAnswerOtherwise(String returned) {
        assertThat(FunctionAnswer.read(returned)).isNull();
    }
}
