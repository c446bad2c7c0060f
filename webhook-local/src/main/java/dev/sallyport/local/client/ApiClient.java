package dev.sallyport.local.client;

import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.payload.JsonDocument;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks a gateway's JSON interface over HTTP/1.1. Safe for any number of threads; each call waits for its answer. */
public final class ApiClient implements AutoCloseable {

    /** More than the longest timeout of an endpoint, which a ping waits for. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final BaseAddress base;
    private final @Nullable String token;

    /**
     * Makes a client; nothing is sent yet.
     *
     * @param base where the gateway listens, such as {@code http://127.0.0.1:8080}; its path stands before all others
     * @param token what {@code Authorization: Bearer} says: an API key, or the admin token; null to say nothing
     */
    public ApiClient(URI base, @Nullable String token) {
        this.base = new BaseAddress(base);
        this.token = token;
    }

    /**
     * Asks.
     *
     * @param target path and query
     * @param body null for none
     * @param headers names and values in turn
     * @throws GatewayUnreachableException if no answer came; what was asked may have been done
     */
    public Reply ask(String method, String target, @Nullable RawPayload body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.of(target))
                .timeout(PATIENCE)
                .method(
                        method,
                        body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body.toByteArray()));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        for (int i = 0; i + 1 < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        HttpResponse<byte[]> response = exchange(request.build());
        Map<String, Object> answer = JsonDocument.readObject(RawPayload.adopt(response.body()));
        return new Reply(response.statusCode(), answer == null ? Map.of() : answer);
    }

    private HttpResponse<byte[]> exchange(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofByteArray());
        } catch (ConnectException e) {
            throw new GatewayUnreachableException(
                    base.address(), "cannot be reached; is './sallyport serve' running there?", e);
        } catch (IOException e) {
            throw new GatewayUnreachableException(base.address(), "did not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GatewayUnreachableException(base.address(), "was not waited for", e);
        }
    }

    @Override
    public void close() {
        http.close();
    }

    /**
     * An answer.
     *
     * @param body its members; null ones are left out, and none if it was not a JSON object
     */
    public record Reply(int status, Map<String, Object> body) {

        /** Tells whether what was asked was done. */
        public boolean isSuccess() {
            return status >= 200 && status <= 299;
        }
    }
}
