package dev.sallyport.lambda.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.hosting.web.Request;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class HttpEventReaderTest {

    private static HttpCall readFile(String name) throws IOException {
        try (InputStream event = HttpEventReaderTest.class.getResourceAsStream(name)) {
            return HttpEventReader.read(event);
        }
    }

    private static HttpCall read(String event) throws IOException {
        return HttpEventReader.read(new ByteArrayInputStream(event.getBytes(UTF_8)));
    }

    @Nested
    class OfARestApi {

        @Test
        void shouldReadTheRequestAsItWasSent() throws IOException {
            HttpCall call = readFile("rest-api.json");

            Request request = call.request();
            assertThat(call.form()).isEqualTo(HttpEventForm.REST);
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.target()).isEqualTo("/webhooks/acme?token=a%20b%26c&tag=one&tag=two");
            assertThat(request.remote().getAddress().getHostAddress()).isEqualTo("203.0.113.7");
            assertThat(call.principal()).isNull();
            assertThat(call.trace()).isEqualTo("Root=1-67f2a4c1-4f8a0c1d2e3b4a5968778695");
        }

        @Test
        void shouldKeepEveryLineOfAHeaderWhateverItsCase() throws IOException {
            Request request = readFile("rest-api.json").request();

            assertThat(request.headers().all("X-Webhook-Signature")).containsExactly("first", "second");
            assertThat(request.headers().first("Content-Type")).isEqualTo("application/json");
            assertThat(request.headers().size()).isEqualTo(5);
        }

        @Test
        void shouldReadBytesThatAreNoText() throws IOException {
            assertThat(readFile("rest-api.json").request().body().toByteArray())
                    .isEqualTo("{\"id\":\"evt_1\",\"text\":\" \u00ff \\u0000\"}".getBytes(ISO_8859_1));
        }

        @Test
        void shouldDoWithSingleValues() throws IOException {
            HttpCall call = read("""
                    {"httpMethod":"GET","path":"/health","headers":{"A":"1"},"multiValueHeaders":null,
                     "queryStringParameters":{"x":"ä"},"multiValueQueryStringParameters":null,
                     "requestContext":{"identity":{"sourceIp":"not an address"}},"body":null}""");

            assertThat(call.request().target()).isEqualTo("/health?x=%C3%A4");
            assertThat(call.request().headers().first("a")).isEqualTo("1");
            assertThat(call.request().body().size()).isZero();
            assertThat(call.request().remote().getAddress().getHostAddress()).isEqualTo("0.0.0.0");
        }

        @Test
        void shouldNameWhomIamAuthorised() throws IOException {
            HttpCall call = read("""
                    {"httpMethod":"GET","path":"/internal/webhooks",
                     "requestContext":{"identity":{"userArn":"arn:aws:iam::123456789012:role/ops"}}}""");

            assertThat(call.principal()).isEqualTo("arn:aws:iam::123456789012:role/ops");
        }
    }

    @Nested
    class OfAnHttpApi {

        @Test
        void shouldReadTheRequestAsItWasSent() throws IOException {
            HttpCall call = readFile("http-api.json");

            Request request = call.request();
            assertThat(call.form()).isEqualTo(HttpEventForm.HTTP);
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.target())
                    .as("without the stage")
                    .isEqualTo("/webhooks/acme?token=a%20b%26c&tag=one&tag=two");
            assertThat(request.remote().getAddress().getHostAddress()).isEqualTo("2001:db8:0:0:0:0:0:7");
            assertThat(call.trace()).isEqualTo("Root=1-67f2a4c1-4f8a0c1d2e3b4a5968778695");
        }

        @Test
        void shouldReadATextByItsBytes() throws IOException {
            assertThat(readFile("http-api.json").request().body().toByteArray())
                    .isEqualTo("{\"id\":\"evt_1\",\"text\":\"größe\"}".getBytes(UTF_8));
        }

        @Test
        void shouldReadCookiesAsTheHeaderThatTheyWere() throws IOException {
            Request request = readFile("http-api.json").request();

            assertThat(request.headers().all("Cookie")).containsExactly("session=1", "theme=dark");
            assertThat(request.headers().all("X-Webhook-Signature")).containsExactly("first,second");
        }
    }

    @Nested
    class OfAFunctionUrl {

        @Test
        void shouldReadTheRequestAndWhomIamAuthorised() throws IOException {
            HttpCall call = readFile("function-url.json");

            assertThat(call.form()).isEqualTo(HttpEventForm.HTTP);
            assertThat(call.request().method()).isEqualTo("GET");
            assertThat(call.request().target()).isEqualTo("/internal/webhooks");
            assertThat(call.principal()).isEqualTo("arn:aws:iam::123456789012:user/operator");
            assertThat(call.request().body().size()).isZero();
        }
    }

    @Test
    void shouldNotCutAPathThatOnlyBeginsLikeItsStage() throws IOException {
        String event = """
                {"version":"2.0","rawPath":"%s","requestContext":{"stage":"ev","http":{"method":"GET"}}}""";

        assertThat(read(event.formatted("/events/1")).request().target()).isEqualTo("/events/1");
        assertThat(read(event.formatted("/ev/events/1")).request().target()).isEqualTo("/events/1");
        assertThat(read(event.formatted("/ev")).request().target()).isEqualTo("/");
    }

    @Test
    void shouldRefuseOtherEventsWithoutRepeatingThem() {
        assertThatThrownBy(() -> read("{\"Records\":[{\"body\":\"secret\"}]}"))
                .isInstanceOf(MalformedEventException.class)
                .hasMessage("the event is none of a REST API, an HTTP API or a function URL");
        assertThatThrownBy(() -> read("[]")).isInstanceOf(MalformedEventException.class);
        assertThatThrownBy(() -> read("{\"body\":\"secret\" secret"))
                .isInstanceOf(MalformedEventException.class)
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() ->
                        read("{\"httpMethod\":\"POST\",\"path\":\"/\",\"body\":\"?secret?\",\"isBase64Encoded\":true}"))
                .isInstanceOf(MalformedEventException.class)
                .hasMessageNotContaining("secret");
    }
}
