package dev.sallyport.local.transfer;

import org.jspecify.annotations.Nullable;

/** An export or import cannot go on; the message says in one line why, and what to do. */
public final class TransferException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Says why. */
    public TransferException(String message) {
        this(message, null);
    }

    /** Says why, and keeps the cause. */
    public TransferException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
