package dev.sallyport.local.bench.deliver;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sallyport.core.delivery.TenantId;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.local.client.ApiClient;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;

/** The tenant whose events a benchmark delivers. For one thread. */
final class BenchTenant implements AutoCloseable {

    /** Its id, which the configuration names. */
    static final TenantId ID = new TenantId("bench");

    private final ApiClient tenant;
    private final String apiKey;
    private final int receivers;

    private BenchTenant(ApiClient tenant, String apiKey, int receivers) {
        this.tenant = tenant;
        this.apiKey = apiKey;
        this.receivers = receivers;
    }

    /**
     * Gets the tenant a key.
     *
     * @param gateway where the gateway listens
     * @param receivers the port of the receivers
     * @throws IOException if the gateway refuses
     */
    static BenchTenant at(InetSocketAddress gateway, int receivers) throws IOException {
        URI base = URI.create("http://127.0.0.1:" + gateway.getPort());
        try (ApiClient operator = new ApiClient(base, null)) {
            ApiClient.Reply issued = operator.ask(
                    "POST",
                    "/internal/tenants/" + ID + "/keys",
                    text("{\"scopes\":[\"events:write\",\"endpoints:write\"]}"));
            String key = String.valueOf(required(issued, 201).body().get("api_key"));
            return new BenchTenant(new ApiClient(base, key), key, receivers);
        }
    }

    String apiKey() {
        return apiKey;
    }

    /**
     * Registers an endpoint.
     *
     * @param type the type of the events that it takes
     * @param path its path at the receivers
     * @param maxInFlight how many attempts at once
     * @throws IOException if the gateway refuses
     */
    void register(String type, String path, int maxInFlight) throws IOException {
        required(
                tenant.ask(
                        "POST",
                        "/endpoints",
                        text("{\"url\":\"http://127.0.0.1:" + receivers + path + "\",\"eventTypes\":[\"" + type
                                + "\"],\"maxInFlight\":" + maxInFlight + "}")),
                201);
    }

    private static ApiClient.Reply required(ApiClient.Reply reply, int status) throws IOException {
        if (reply.status() != status) {
            throw new IOException("the gateway answered " + reply.status() + ": " + reply.body());
        }
        return reply;
    }

    private static RawPayload text(String text) {
        return RawPayload.adopt(text.getBytes(UTF_8));
    }

    @Override
    public void close() {
        tenant.close();
    }
}
