package dev.sallyport.core.port.out;

import org.jspecify.annotations.Nullable;

/** Nothing happened: the call was refused, throttled, or never reached the other side. It may be repeated. */
public final class PortUnavailableException extends PortException {

    private static final long serialVersionUID = 1;

    public PortUnavailableException(String message) {
        this(message, null);
    }

    public PortUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
