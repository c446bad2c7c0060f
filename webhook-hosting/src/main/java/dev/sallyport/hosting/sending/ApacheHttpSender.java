package dev.sallyport.hosting.sending;

import dev.sallyport.core.delivery.DeliveryError;
import dev.sallyport.core.delivery.IpAddress;
import dev.sallyport.core.delivery.ResponseExcerpt;
import dev.sallyport.core.delivery.TargetUrl;
import dev.sallyport.core.event.Headers;
import dev.sallyport.core.port.out.HttpSender;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Sends with Apache HttpClient, blocking: callers bring a virtual thread for each request.
 *
 * <p>Each request names the address to connect to, so that nothing is resolved here and nothing is shared between
 * names: a connection is used again for the same name at the same address only. Safe for any number of threads.
 */
public final class ApacheHttpSender implements HttpSender, AutoCloseable {

    private final CloseableHttpClient client;
    private final PoolingHttpClientConnectionManager connections;
    private final ScheduledThreadPoolExecutor clock;
    private final Future<?> closingIdle;

    /** Makes a sender that trusts the certificate authorities of the platform. */
    public ApacheHttpSender(SenderSettings settings) {
        this(settings, platformTrust());
    }

    /** Makes a sender with trust of its own. */
    public ApacheHttpSender(SenderSettings settings, SSLContext trust) {
        this.clock = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "sending-deadlines");
            thread.setDaemon(true);
            return thread;
        });
        clock.setRemoveOnCancelPolicy(true);
        this.connections = HardenedClient.connections(settings, trust, clock);
        this.client = HardenedClient.over(connections);
        TimeValue idle = TimeValue.of(settings.idle());
        this.closingIdle = clock.scheduleWithFixedDelay(
                () -> connections.closeIdle(idle), idle.getDuration(), idle.getDuration(), idle.getTimeUnit());
    }

    private static SSLContext platformTrust() {
        try {
            // Not the platform's own context: its sessions are shared with whoever else connects.
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has TLS", e);
        }
    }

    @Override
    public SendOutcome send(SendRequest request) {
        long began = System.nanoTime();
        try (Deadline deadline = Deadline.in(request.deadline(), clock)) {
            DeliveryError error = DeliveryError.CONNECT_FAILED;
            for (IpAddress address : request.addresses()) {
                HttpUriRequestBase post = post(request);
                deadline.bounds(post);
                try {
                    HttpClientContext context = HttpClientContext.create();
                    context.setAttribute(HandshakeGate.DEADLINE, deadline);
                    return answer(client.executeOpen(pinned(request.target(), address), post, context), began);
                } catch (IOException e) {
                    error = deadline.hasPassed() ? DeliveryError.TIMEOUT : ExchangeFault.errorOf(e);
                } catch (CancellationException e) {
                    // Cancelled while it waited for a connection, by its deadline or by the end of the sender.
                    error = deadline.hasPassed() ? DeliveryError.TIMEOUT : DeliveryError.CONNECTION_LOST;
                } finally {
                    // Closes the connection unless the answer was read to its end and gave it back. Closing the answer
                    // instead would read on, for as long as the receiver likes.
                    post.cancel();
                }
                if (error != DeliveryError.CONNECT_FAILED) {
                    break;
                }
            }
            return new SendOutcome.Failed(error, since(began));
        }
    }

    private static SendOutcome answer(ClassicHttpResponse response, long began) {
        Headers headers = ResponseReader.headers(response);
        ResponseExcerpt excerpt = ResponseReader.excerpt(response);
        return new SendOutcome.Response(response.getCode(), headers, excerpt, since(began));
    }

    private static HttpUriRequestBase post(SendRequest request) {
        HttpUriRequestBase post =
                new HttpUriRequestBase("POST", request.target().toUri());
        Headers headers = request.headers();
        for (int i = 0; i < headers.size(); i++) {
            post.addHeader(headers.nameAt(i), headers.valueAt(i));
        }
        post.setEntity(new PayloadEntity(request.body()));
        Timeout whole = Timeout.of(request.deadline());
        post.setConfig(RequestConfig.copy(HardenedClient.REQUESTS)
                .setConnectionRequestTimeout(whole)
                .setResponseTimeout(whole)
                .build());
        return post;
    }

    /** The name is for SNI, the certificate and {@code Host}; the address alone is connected to. */
    private static HttpHost pinned(TargetUrl target, IpAddress address) throws UnknownHostException {
        InetAddress inet = InetAddress.getByAddress(target.host(), address.toByteArray());
        return new HttpHost(target.scheme(), inet, target.host(), target.port());
    }

    private static Duration since(long began) {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /** Closes every connection; requests under way fail. */
    @Override
    public void close() {
        closingIdle.cancel(false);
        clock.shutdownNow();
        client.close(CloseMode.IMMEDIATE);
        connections.close(CloseMode.IMMEDIATE);
    }
}
