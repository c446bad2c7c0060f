package dev.sallyport.local.http;

import dev.sallyport.hosting.web.Request;
import dev.sallyport.hosting.web.Response;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Answers requests, with bodies that are made while they are sent, or not at all, where that is wanted; called by many
 * threads at once, each free to block.
 */
@FunctionalInterface
public interface AnswerHandler {

    /** Answers a request. Whatever is thrown instead becomes a 500 that tells the client nothing. */
    Answer handle(Request request);

    /** What a client gets. */
    sealed interface Answer {

        /** An answer that is there as a whole. */
        record Whole(Response response) implements Answer {}

        /**
         * An answer whose body is made as it is sent, in chunks.
         *
         * @param head status and headers; its own body is not sent
         */
        record Streamed(Response head, Body body) implements Answer {}

        /** Nothing: the connection is closed. */
        record Nothing() implements Answer {}
    }

    /** A body in the making. */
    @FunctionalInterface
    interface Body {

        /**
         * Writes it.
         *
         * @throws IOException if the client has gone
         */
        void writeTo(OutputStream out) throws IOException;
    }
}
