package dev.sallyport.core.port.out;

import org.jspecify.annotations.Nullable;

/** A port could not do its work for reasons that lie outside the program. Adapters keep the vendor's fault as cause. */
public abstract sealed class PortException extends RuntimeException
        permits PortUnavailableException, OutcomeUnknownException {

    private static final long serialVersionUID = 1;

    PortException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
