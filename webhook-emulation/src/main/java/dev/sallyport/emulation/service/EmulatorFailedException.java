package dev.sallyport.emulation.service;

import org.jspecify.annotations.Nullable;

/** An emulator did not start or stop. */
public final class EmulatorFailedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    EmulatorFailedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
