package dev.sallyport.local.client;

import dev.sallyport.core.event.Headers;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.payload.JsonDocument;
import dev.sallyport.core.signature.OutboundRequest;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Talks to a gateway over HTTP/1.1. Safe for any number of threads; each call waits for its answer. */
public final class GatewayClient implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int PAGE = 1_000;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final BaseAddress base;
    private final @Nullable String adminToken;

    /**
     * Makes a client; nothing is sent yet.
     *
     * @param base where the gateway listens, such as {@code http://127.0.0.1:8080}; its path stands before all others
     * @param adminToken what {@code /internal} asks for; null if it asks for nothing
     */
    public GatewayClient(URI base, @Nullable String adminToken) {
        this.base = new BaseAddress(base);
        this.adminToken = adminToken;
    }

    /** Returns the address under which a provider's webhooks are received. */
    public String urlOf(String provider) {
        return base.of("/webhooks/" + provider).toString();
    }

    /**
     * Sends a webhook as it is.
     *
     * @throws GatewayUnreachableException if no answer came; it may have arrived
     */
    public Answer send(OutboundRequest webhook) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(webhook.url()))
                .timeout(PATIENCE)
                .method(
                        webhook.method(),
                        HttpRequest.BodyPublishers.ofByteArray(webhook.body().toByteArray()));
        Headers headers = webhook.headers();
        for (int i = 0; i < headers.size(); i++) {
            request.header(headers.nameAt(i), headers.valueAt(i));
        }
        HttpResponse<byte[]> response = exchange(request.build());
        Map<String, Object> body = JsonDocument.readObject(RawPayload.adopt(response.body()));
        if (body == null) {
            return new Answer(response.statusCode(), null, false, null);
        }
        return new Answer(
                response.statusCode(),
                body.get("webhook_id") instanceof String id ? id : null,
                Boolean.TRUE.equals(body.get("duplicate")),
                body.get("type") instanceof String type ? type.substring(type.lastIndexOf('/') + 1) : null);
    }

    /** Hands over all publications after a sequence, in publish order, page by page. */
    public void published(long after, Consumer<Map<String, Object>> each) {
        long from = after;
        while (true) {
            Map<String, Object> page = object("/internal/published?after=" + from + "&limit=" + PAGE);
            List<Map<String, Object>> entries = objectsIn(page, "published");
            entries.forEach(each);
            if (entries.isEmpty() || !(page.get("next_after") instanceof Long next)) {
                return;
            }
            from = next;
        }
    }

    /**
     * Returns one page of records.
     *
     * @param conditions names and values of the query in turn; values that are null are left out
     */
    public Listing list(@Nullable String... conditions) {
        StringBuilder query = new StringBuilder();
        for (int i = 0; i + 1 < conditions.length; i += 2) {
            String value = conditions[i + 1];
            if (value != null) {
                query.append(query.isEmpty() ? '?' : '&')
                        .append(conditions[i])
                        .append('=')
                        .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
            }
        }
        Map<String, Object> page = object("/internal/webhooks" + query);
        return new Listing(
                objectsIn(page, "webhooks"), page.get("next_cursor") instanceof String cursor ? cursor : null);
    }

    /** Returns what is recorded of a webhook, or null if there is none of that id. */
    public @Nullable Map<String, Object> find(String webhookId) {
        HttpResponse<byte[]> response = get("/internal/webhooks/" + webhookId);
        return response.statusCode() == 404 ? null : objectOf(response);
    }

    /** Returns a webhook's bytes, or null if the archive does not hold them. */
    public @Nullable RawPayload payload(String webhookId) {
        HttpResponse<byte[]> response = get("/internal/webhooks/" + webhookId + "/payload");
        return switch (response.statusCode()) {
            case 200 -> RawPayload.adopt(response.body());
            case 404, 410 -> null;
            default -> throw new GatewayUnreachableException(base.address(), "answered " + response.statusCode(), null);
        };
    }

    /** Returns how far a repair run has come, or null if there is none of that id. */
    public @Nullable Map<String, Object> run(String runId) {
        HttpResponse<byte[]> response = get("/internal/runs/" + runId);
        return response.statusCode() == 404 ? null : objectOf(response);
    }

    /**
     * Asks the gateway to do something.
     *
     * @return what it answered; null if what the path names is not there
     * @throws GatewayRefusedException if it refuses
     */
    public @Nullable Map<String, Object> post(String path, RawPayload body) {
        HttpRequest.Builder request = operator(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()));
        HttpResponse<byte[]> response = exchange(request.build());
        Map<String, Object> answer = JsonDocument.readObject(RawPayload.adopt(response.body()));
        return switch (response.statusCode()) {
            case 200, 202 -> answer;
            case 400 ->
                throw new GatewayRefusedException(
                        answer == null ? "the gateway refused the request" : String.valueOf(answer.get("detail")));
            case 404 -> null;
            default -> objectOf(response);
        };
    }

    /** Has the gateway verify a part of its archive; the first if after is null. */
    public ArchiveStep verifyArchive(@Nullable String after) {
        String query = after == null ? "" : "?after=" + URLEncoder.encode(after, StandardCharsets.UTF_8);
        Map<String, Object> step = object("/internal/archive/verify" + query);
        return new ArchiveStep(
                number(step, "total"),
                number(step, "records"),
                number(step, "bundled"),
                number(step, "bundles"),
                number(step, "dead_letters"),
                objectsIn(step, "flaws").stream()
                        .map(flaw -> new ArchiveStep.Flaw(
                                String.valueOf(flaw.get("kind")),
                                String.valueOf(flaw.get("what")),
                                String.valueOf(flaw.get("reason")),
                                String.valueOf(flaw.get("remedy"))))
                        .toList(),
                step.get("next_after") instanceof String next ? next : null);
    }

    private static long number(Map<String, Object> body, String name) {
        return body.get(name) instanceof Long number ? number : 0;
    }

    private Map<String, Object> object(String path) {
        return objectOf(get(path));
    }

    private Map<String, Object> objectOf(HttpResponse<byte[]> response) {
        Map<String, Object> body = JsonDocument.readObject(RawPayload.adopt(response.body()));
        if (response.statusCode() != 200 || body == null) {
            Object detail = body == null ? null : body.get("detail");
            throw new GatewayUnreachableException(
                    base.address(), "answered " + response.statusCode() + (detail == null ? "" : ": " + detail), null);
        }
        return body;
    }

    private static List<Map<String, Object>> objectsIn(Map<String, Object> body, String name) {
        List<Map<String, Object>> objects = new ArrayList<>();
        if (body.get(name) instanceof List<?> list) {
            for (Object element : list) {
                if (element instanceof Map<?, ?> map) {
                    Map<String, Object> copy = new LinkedHashMap<>();
                    map.forEach((key, value) -> copy.put(String.valueOf(key), Objects.requireNonNull(value)));
                    objects.add(copy);
                }
            }
        }
        return objects;
    }

    private HttpResponse<byte[]> get(String path) {
        return exchange(operator(path).build());
    }

    private HttpRequest.Builder operator(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.of(path)).timeout(PATIENCE);
        return adminToken == null ? request : request.header("Authorization", "Bearer " + adminToken);
    }

    private HttpResponse<byte[]> exchange(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (ConnectException e) {
            throw new GatewayUnreachableException(
                    request.uri(), "cannot be reached; is './sallyport serve' running there?", e);
        } catch (IOException e) {
            throw new GatewayUnreachableException(request.uri(), "did not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GatewayUnreachableException(request.uri(), "was not waited for", e);
        }
    }

    @Override
    public void close() {
        http.close();
    }

    /**
     * One page of records.
     *
     * @param webhooks the records as the gateway wrote them
     * @param nextCursor where the next page begins; null at the end
     */
    public record Listing(
            List<Map<String, Object>> webhooks, @Nullable String nextCursor) {}

    /**
     * What a part of the archive held.
     *
     * @param total how many records and bundled webhooks there are in all; told with the first part only
     * @param next where the next part begins; null at the end
     */
    public record ArchiveStep(
            long total,
            long records,
            long bundled,
            long bundles,
            long deadLetters,
            List<Flaw> flaws,
            @Nullable String next) {

        public ArchiveStep {
            flaws = List.copyOf(flaws);
        }

        /** Something that is wrong, and what to do about it. */
        public record Flaw(String kind, String what, String reason, String remedy) {}
    }
}
