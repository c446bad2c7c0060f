package dev.sallyport.hosting.sending;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParserFactory;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** The HTTP client with everything off that would act for, remember, or follow whoever answers. */
final class HardenedClient {

    /** What holds for every request beside its own times. */
    static final RequestConfig REQUESTS = RequestConfig.custom()
            .setRedirectsEnabled(false)
            .setAuthenticationEnabled(false)
            .setContentCompressionEnabled(false)
            .setProtocolUpgradeEnabled(false)
            .setExpectContinueEnabled(false)
            .build();

    /**
     * Buffers of 2 KiB: with the default of 8 KiB ten thousand requests in flight take a gigabyte. Lines and their
     * number bound what an answer's headers can hold to 800 KiB in the worst case.
     */
    private static final Http1Config MESSAGES = Http1Config.custom()
            .setBufferSize(2048)
            .setChunkSizeHint(2048)
            .setMaxLineLength(8192)
            .setMaxHeaderCount(100)
            .build();

    /** An idle connection is looked at before it is used again if the receiver may have closed it meanwhile. */
    private static final TimeValue LOOK_AFTER = TimeValue.ofMilliseconds(500);

    /** However busy a connection is, a name is looked up and judged anew for a new one after this time. */
    private static final TimeValue LONGEST_LIFE = TimeValue.ofMinutes(5);

    private static final int TLS_SESSIONS = 1000;

    /** A handshake with a peer that answers takes less, even among all that go on at once. */
    private static final Duration SHARE_OF_HANDSHAKE = Duration.ofMillis(250);

    private HardenedClient() {}

    static PoolingHttpClientConnectionManager connections(
            SenderSettings settings, SSLContext trust, ScheduledExecutorService clock) {
        trust.getClientSessionContext().setSessionCacheSize(TLS_SESSIONS);
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(MESSAGES)
                        // The client's own parser skips garbage until something looks like an answer.
                        .responseParserFactory(new DefaultHttpResponseParserFactory(MESSAGES))
                        .build())
                // The platform checks the certificate against the name during the handshake, before anything is sent.
                .setTlsSocketStrategy(new HandshakeGate(
                        new DefaultClientTlsStrategy(trust, HostnameVerificationPolicy.BUILTIN, null),
                        settings.handshakes(),
                        SHARE_OF_HANDSHAKE,
                        clock))
                .setDefaultSocketConfig(
                        SocketConfig.custom().setTcpNoDelay(true).build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(settings.connectTimeout()))
                        .setValidateAfterInactivity(LOOK_AFTER)
                        .setTimeToLive(LONGEST_LIFE)
                        .build())
                .setMaxConnTotal(settings.connections())
                .setMaxConnPerRoute(settings.connectionsPerTarget())
                .build();
    }

    static CloseableHttpClient over(PoolingHttpClientConnectionManager connections) {
        return HttpClients.custom()
                .setConnectionManager(connections)
                .setConnectionManagerShared(true)
                .setRequestExecutor(new BoundedRequestExecutor())
                // No proxy, whatever the platform's settings say: it would resolve and connect in the sender's place.
                .setRoutePlanner((target, context) ->
                        new HttpRoute(target, null, target.getSchemeName().equals("https")))
                .setDefaultRequestConfig(REQUESTS)
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableConnectionState()
                .disableContentCompression()
                .disableDefaultUserAgent()
                .build();
    }
}
