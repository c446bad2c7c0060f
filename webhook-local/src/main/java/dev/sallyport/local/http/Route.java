package dev.sallyport.local.http;

/** Answers the requests of one method and path template. */
@FunctionalInterface
public interface Route {

    /** Answers a request whose path matched. */
    Response handle(Request request, PathParameters parameters);
}
