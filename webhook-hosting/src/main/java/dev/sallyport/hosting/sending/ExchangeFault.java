package dev.sallyport.hosting.sending;

import dev.sallyport.core.delivery.DeliveryError;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.MessageConstraintException;

/** Says what a client's exceptions mean. */
final class ExchangeFault {

    private ExchangeFault() {}

    /** Says what went wrong with an exchange whose deadline has not passed. */
    static DeliveryError errorOf(IOException fault) {
        return switch (fault) {
            case ConnectException refused -> DeliveryError.CONNECT_FAILED;
            case NoRouteToHostException unreachable -> DeliveryError.CONNECT_FAILED;
            case ConnectTimeoutException silent -> DeliveryError.CONNECT_FAILED;
            case ConnectionRequestTimeoutException crowded -> DeliveryError.TIMEOUT;
            case SocketTimeoutException slow -> DeliveryError.TIMEOUT;
            case SSLHandshakeException handshake -> DeliveryError.TLS_FAILURE;
            case SSLPeerUnverifiedException name -> DeliveryError.TLS_FAILURE;
            // After the handshake TLS wraps what befell the connection below it.
            case SSLException broken ->
                broken.getCause() instanceof SocketException || broken.getCause() instanceof EOFException
                        ? DeliveryError.CONNECTION_LOST
                        : DeliveryError.TLS_FAILURE;
            case ClientProtocolException garbage -> DeliveryError.PROTOCOL_ERROR;
            case MessageConstraintException large -> DeliveryError.PROTOCOL_ERROR;
            default -> DeliveryError.CONNECTION_LOST;
        };
    }
}
