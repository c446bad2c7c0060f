package dev.sallyport.lambda.http;

import java.io.IOException;

/** What a function was handed is no event of the kind that it is for. */
public final class MalformedEventException extends IOException {

    private static final long serialVersionUID = 1;

    MalformedEventException(String message) {
        super(message);
    }
}
