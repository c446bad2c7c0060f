package dev.sallyport.hosting.web;

/** Answers the requests of one method and path template. */
@FunctionalInterface
public interface Route {

    /** Answers a request whose path matched. */
    Response handle(Request request, PathParameters parameters);
}
