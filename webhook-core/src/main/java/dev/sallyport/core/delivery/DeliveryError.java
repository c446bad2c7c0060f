package dev.sallyport.core.delivery;

import java.util.Locale;

/** Why an attempt got no answer; the codes are stable and may be stored and shown. */
public enum DeliveryError {
    /** The name of the host could not be resolved. */
    DNS_FAILURE,
    /** No connection: refused, unreachable. */
    CONNECT_FAILED,
    /** No secure connection: handshake failed, or the certificate is not trusted or of another name. */
    TLS_FAILURE,
    /** The deadline over resolving, connecting, sending and receiving passed. */
    TIMEOUT,
    /** The connection broke before the answer's status was there. */
    CONNECTION_LOST,
    /** What came back is not HTTP, or larger than headers may be. */
    PROTOCOL_ERROR,
    /** The target guard refused the URL or an address that its host resolves to; nothing was connected to. */
    TARGET_REFUSED;

    /** Returns the stable word for answers, metrics and logs: {@code dns-failure}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
