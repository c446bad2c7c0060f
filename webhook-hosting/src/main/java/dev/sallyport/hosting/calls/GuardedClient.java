package dev.sallyport.hosting.calls;

import dev.sallyport.core.delivery.AddressVerdict;
import dev.sallyport.core.delivery.IpAddress;
import dev.sallyport.core.delivery.TargetUrl;
import dev.sallyport.core.delivery.UrlVerdict;
import dev.sallyport.core.event.RawPayload;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;

/**
 * Calls providers' hosts. It connects to public addresses only, over TLS to whom the URL names, follows no redirect,
 * takes no cookie, no compression and no proxy, repeats nothing, and ends by its deadline with what it has then.
 *
 * <p>Every call has a client and a connection of its own: calls are seldom, and so none sees anything of another.
 * Thread-safe.
 */
final class GuardedClient {

    private static final int BUFFER = 4_096;
    private static final int MOST_HEADERS = 100;
    private static final int LONGEST_LINE = 16_384;
    private static final String LATE = "did not answer in time";

    private final CallSettings settings;

    GuardedClient(CallSettings settings) {
        this.settings = settings;
    }

    /**
     * Sends a request to a URL that the caller has found to be a provider's. Never throws; an interrupt ends it and
     * stays set.
     *
     * @param requests makes the request for a URL
     * @param mostOfBody how many bytes of the answer's body are read; the rest is not waited for
     */
    CallOutcome call(String url, Function<URI, HttpUriRequestBase> requests, int mostOfBody) {
        return switch (settings.targets().judge(url)) {
            case UrlVerdict.Refused refused ->
                new CallOutcome.NotSent(
                        "the URL is refused: " + refused.reason().code());
            case UrlVerdict.Allowed allowed ->
                callInTime(allowed.url(), requests.apply(allowed.url().toUri()), mostOfBody);
        };
    }

    private CallOutcome callInTime(TargetUrl target, HttpUriRequestBase request, int mostOfBody) {
        AtomicBoolean sent = new AtomicBoolean();
        CompletableFuture<CallOutcome> outcome = new CompletableFuture<>();
        Thread thread = Thread.ofVirtual()
                .name("calling " + target.host())
                .start(() -> outcome.complete(exchange(target, request, mostOfBody, sent)));
        try {
            return outcome.get(settings.deadline().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return failed(sent.get(), target, LATE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed(sent.get(), target, "was not waited for");
        } catch (ExecutionException e) {
            throw new IllegalStateException("a call that ends with an outcome", e);
        } finally {
            // Closes the connection if there still is one, and so ends the thread.
            request.cancel();
            thread.interrupt();
        }
    }

    private CallOutcome exchange(TargetUrl target, HttpUriRequestBase request, int mostOfBody, AtomicBoolean sent) {
        CloseableHttpClient client = client(sent);
        try {
            ClassicHttpResponse response = client.executeOpen(RoutingSupport.determineHost(request), request, null);
            return new CallOutcome.Answered(response.getCode(), bodyOf(response, mostOfBody));
        } catch (RefusedAddressException e) {
            return new CallOutcome.NotSent(target.host() + " is refused: " + e.getMessage());
        } catch (SocketTimeoutException e) {
            // The connection has the same deadline, and may see its end before the thread that waits for this one.
            return failed(sent.get(), target, LATE);
        } catch (IOException | HttpException | RuntimeException e) {
            return failed(sent.get(), target, "failed: " + e.getClass().getSimpleName());
        } finally {
            // Closing the response instead would read the rest of its body, however long.
            client.close(CloseMode.IMMEDIATE);
        }
    }

    private static RawPayload bodyOf(ClassicHttpResponse response, int most) throws IOException {
        HttpEntity entity = response.getEntity();
        return entity == null || most == 0
                ? RawPayload.empty()
                : RawPayload.adopt(entity.getContent().readNBytes(most));
    }

    private static CallOutcome failed(boolean sent, TargetUrl target, String how) {
        String reason = target.host() + " " + how;
        return sent ? new CallOutcome.Unanswered(reason) : new CallOutcome.NotSent(reason);
    }

    private CloseableHttpClient client(AtomicBoolean sent) {
        return HttpClients.custom()
                .setConnectionManager(connections())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(timeout())
                        .setConnectionRequestTimeout(timeout())
                        .setProtocolUpgradeEnabled(false)
                        .build())
                .setUserAgent("sallyport")
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .addExecInterceptorLast("sent", (request, scope, chain) -> {
                    sent.set(true);
                    return chain.proceed(request, scope);
                })
                .build();
    }

    private HttpClientConnectionManager connections() {
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(Http1Config.custom()
                                .setBufferSize(BUFFER)
                                .setMaxHeaderCount(MOST_HEADERS)
                                .setMaxLineLength(LONGEST_LINE)
                                .build())
                        .build())
                .setTlsSocketStrategy(new DefaultClientTlsStrategy(settings.tls()))
                .setDefaultTlsConfig(
                        TlsConfig.custom().setHandshakeTimeout(timeout()).build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(timeout())
                        .setSocketTimeout(timeout())
                        .build())
                .setDnsResolver(new JudgedNames())
                .setSchemePortResolver(this::portOf)
                .build();
    }

    private int portOf(HttpHost host) {
        int standard = host.getSchemeName().equals("http") ? 80 : 443;
        return settings.ports().applyAsInt(host.getPort() > 0 ? host.getPort() : standard);
    }

    private Timeout timeout() {
        return Timeout.of(settings.deadline());
    }

    /** Looks names up where a connection is opened, so that what is judged is what is connected to. */
    private final class JudgedNames implements DnsResolver {

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            List<InetAddress> addresses = settings.lookup().addressesOf(host);
            AddressVerdict verdict = settings.targets()
                    .judge(addresses.stream()
                            .map(address -> IpAddress.of(address.getAddress()))
                            .toList());
            return switch (verdict) {
                case AddressVerdict.Allowed allowed -> addresses.toArray(InetAddress[]::new);
                case AddressVerdict.Refused refused ->
                    throw new RefusedAddressException(refused.reason().code());
            };
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }

    private static final class RefusedAddressException extends UnknownHostException {

        private static final long serialVersionUID = 1L;

        RefusedAddressException(String reason) {
            super(reason);
        }
    }
}
