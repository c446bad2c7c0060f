package dev.sallyport.hosting.web;

/** Answers requests; called by many threads at once, each free to block. */
@FunctionalInterface
public interface RequestHandler {

    /** Answers a request. Whatever is thrown instead becomes a 500 that tells the client nothing. */
    Response handle(Request request);
}
