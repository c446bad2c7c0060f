package dev.sallyport.core.port.out;

import org.jspecify.annotations.Nullable;

/** It may have happened or not: a timeout, a lost answer, a failed sync. Repeating the call finds out. */
public final class OutcomeUnknownException extends PortException {

    private static final long serialVersionUID = 1;

    public OutcomeUnknownException(String message) {
        this(message, null);
    }

    public OutcomeUnknownException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
