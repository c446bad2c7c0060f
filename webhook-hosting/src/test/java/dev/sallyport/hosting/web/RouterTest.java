package dev.sallyport.hosting.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.core.event.Headers;
import dev.sallyport.core.event.RawPayload;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class RouterTest {

    private final Router router = Router.builder()
            .on("POST", "/webhook", (request, path) -> Response.text(200, "one"))
            .on("GET", "/webhooks/{provider}", (request, path) -> Response.text(200, "get " + path.get("provider")))
            .on("POST", "/webhooks/{provider}", (request, path) -> Response.text(200, "post " + path.get("provider")))
            .on("GET", "/a/{x}/b/{y}", (request, path) -> Response.text(200, path.get("x") + "," + path.get("y")))
            .on("GET", "/", (request, path) -> Response.text(200, "root"))
            .build();

    private static Request request(String method, String target) {
        return new Request(
                method, target, Headers.none(), RawPayload.empty(), InetSocketAddress.createUnresolved("test", 1));
    }

    private String answer(String method, String target) {
        Response response = router.handle(request(method, target));
        return response.status() + " " + new String(response.body().toByteArray());
    }

    @Test
    void shouldChooseByMethodAndPath() {
        assertThat(answer("POST", "/webhook")).isEqualTo("200 one");
        assertThat(answer("GET", "/webhooks/stripe?x=/y")).isEqualTo("200 get stripe");
        assertThat(answer("POST", "/webhooks/stripe")).isEqualTo("200 post stripe");
        assertThat(answer("HEAD", "/webhooks/stripe")).isEqualTo("200 get stripe");
        assertThat(answer("GET", "/")).isEqualTo("200 root");
    }

    @Test
    void shouldDecodeSegmentsAfterSplitting() {
        assertThat(answer("GET", "/a/1%2F2/b/%C3%A4")).isEqualTo("200 1/2,ä");
    }

    @Test
    void shouldAnswer404ToPathsWithoutARoute() {
        for (String path : new String[] {"/webhooks", "/webhooks/", "/webhooks/a/", "//webhook", "/Webhook", "/a/b"}) {
            assertThat(answer("GET", path))
                    .as(path)
                    .isEqualTo("404 {\"type\":\"urn:sallyport:problem:no-such-path\",\"title\":\"Not Found\","
                            + "\"status\":404,\"detail\":\"nothing is served at this path\"}");
        }
    }

    @Test
    void shouldAnswer405WithTheMethodsAllowed() {
        Response response = router.handle(request("DELETE", "/webhooks/stripe"));

        assertThat(response.status()).isEqualTo(405);
        assertThat(response.headers().first("Allow")).isEqualTo("GET, POST");
        assertThat(response.headers().first("Content-Type")).isEqualTo("application/problem+json");
        assertThat(router.handle(request("post", "/webhook")).status()).isEqualTo(405);
    }

    @Test
    void shouldAnswer400ToMalformedEncodings() {
        for (String path : new String[] {"/webhooks/%", "/webhooks/%2", "/webhooks/%zz", "/webhooks/%ff"}) {
            assertThat(answer("GET", path)).as(path).startsWith("400 ");
        }
    }

    @Test
    void shouldRefuseTemplatesWithoutALeadingSlash() {
        assertThatThrownBy(() -> Router.builder().on("GET", "x", (request, path) -> Response.text(200, "")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
