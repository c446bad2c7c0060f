package dev.sallyport.local.engine;

import org.jspecify.annotations.Nullable;

/** A part of an engine did not start; the message says which, and what can be done. */
public final class EngineFailedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public EngineFailedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
