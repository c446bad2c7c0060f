package dev.sallyport.local.store.engine;

import org.jspecify.annotations.Nullable;

/** A data directory cannot be used. The message is one line that says which, why, and what to do. */
public final class DataDirectoryException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public DataDirectoryException(String message) {
        this(message, null);
    }

    public DataDirectoryException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
