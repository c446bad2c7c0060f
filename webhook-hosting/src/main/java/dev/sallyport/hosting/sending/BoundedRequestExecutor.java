package dev.sallyport.hosting.sending;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.EndpointDetails;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Skips informational responses, gives up on receivers that send nothing else, and takes nothing for an answer that was
 * said before the request. Thread-safe.
 */
final class BoundedRequestExecutor extends HttpRequestExecutor {

    /** More than any receiver has a use for: 100, 102 and 103 mean something once each. */
    static final int MOST_INFORMATIONAL = 16;

    /** The least time that a socket can be looked at. */
    private static final Timeout GLANCE = Timeout.ofMilliseconds(1);

    @Override
    public ClassicHttpResponse execute(
            ClassicHttpRequest request,
            HttpClientConnection connection,
            @Nullable HttpResponseInformationCallback callback,
            HttpContext context)
            throws IOException, HttpException {
        refuseEarlyAnswers(connection);
        AtomicInteger count = new AtomicInteger();
        return super.execute(
                request,
                connection,
                (response, its, itsContext) -> {
                    if (count.incrementAndGet() > MOST_INFORMATIONAL) {
                        throw new ProtocolException("more than %d informational responses", MOST_INFORMATIONAL);
                    }
                    if (callback != null) {
                        callback.execute(response, its, itsContext);
                    }
                },
                context);
    }

    /** Whoever puts a second answer behind the first would have it taken for that of another tenant's event. */
    private static void refuseEarlyAnswers(HttpClientConnection connection) throws IOException, HttpException {
        EndpointDetails used = connection.getEndpointDetails();
        if (used != null && used.getRequestCount() > 0 && connection.isDataAvailable(GLANCE)) {
            throw new ProtocolException("an answer before its request");
        }
    }
}
