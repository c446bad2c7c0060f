package dev.sallyport.local.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.hosting.web.Response;
import dev.sallyport.local.http.RawClient.Answer;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class JdkHttpDoorFaultsIT extends JdkHttpDoorITBase {

    @Test
    void shouldAnswer500WithoutDetailsAndGoOn() throws IOException {
        List<Error> errors = List.of(new StackOverflowError("secret-1"), new OutOfMemoryError("secret-2"));
        handler = request -> {
            if (request.path().equals("/error")) {
                throw errors.get(seen.size() % errors.size());
            }
            if (request.path().equals("/exception")) {
                throw new IllegalStateException("secret-3");
            }
            return Response.text(200, "ok");
        };
        try (RawClient client = connect()) {
            for (String path : List.of("/exception", "/error", "/error")) {
                Answer answer = client.send(post(path, 2) + "hi").answer();
                assertThat(answer.status()).isEqualTo(500);
                assertThat(answer.body())
                        .isEqualTo("{\"type\":\"urn:sallyport:problem:internal\",\"title\":\"Internal Server Error\","
                                + "\"status\":500,\"detail\":\"an error inside the gateway; it was recorded\"}");
            }
            assertThat(client.send(post("/", 0)).answer().status()).isEqualTo(200);
        }
        assertThat(faults).hasSize(3);
    }
}
