package dev.sallyport.local.client;

/** The gateway understood what was asked of it and will not do it; the message says why and nothing was changed. */
public final class GatewayRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    GatewayRefusedException(String message) {
        super(message);
    }
}
