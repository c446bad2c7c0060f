package dev.sallyport.local.cli;

import org.jspecify.annotations.Nullable;

/** Ends a command with status 1 and a message that says what is wrong and what to do, without a stack trace. */
final class CommandFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CommandFailure(String message) {
        this(message, null);
    }

    /** Keeps the cause for {@code --debug}. */
    CommandFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
