package dev.sallyport.local.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.signature.OutboundRequest;
import dev.sallyport.core.signature.SignatureSigner;
import dev.sallyport.hosting.config.ConfiguredProvider;
import java.time.Instant;

/** Writes a signed request as a line for a shell, ready to paste. */
public final class CurlLine {

    private CurlLine() {}

    /**
     * Signs a small body as a provider would and writes the request.
     *
     * @param base the gateway's address, such as {@code http://localhost:8080}
     * @throws UnsupportedOperationException if nobody but the provider can sign
     */
    public static String of(ConfiguredProvider provider, String base, Instant now) {
        String id = "evt_" + now.toEpochMilli();
        RawPayload body = RawPayload.adopt(
                ("{\"id\":\"" + id + "\",\"type\":\"greeting\",\"text\":\"Hello, Sallyport\"}").getBytes(UTF_8));
        OutboundRequest unsigned = OutboundRequest.post(base + "/webhook", body)
                .withHeader("Content-Type", "application/json")
                .withHeader("X-Provider-ID", provider.config().id().value());
        return write(SignatureSigner.of(provider.scheme(), provider.secrets(), provider.options())
                .sign(unsigned, now, id));
    }

    private static String write(OutboundRequest request) {
        StringBuilder line = new StringBuilder("curl -i ").append(request.url());
        for (int i = 0; i < request.headers().size(); i++) {
            line.append(" \\\n  -H ")
                    .append(quoted(request.headers().nameAt(i) + ": "
                            + request.headers().valueAt(i)));
        }
        return line.append(" \\\n  --data-binary ")
                .append(quoted(new String(request.body().toByteArray(), UTF_8)))
                .toString();
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
