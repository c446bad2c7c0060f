package dev.sallyport.lambda.http;

/** The two shapes in which HTTP requests come to functions. */
public enum HttpEventForm {
    /** A REST API's proxy integration, payload format 1.0: header lines in lists, the query decoded. */
    REST,
    /** HTTP APIs and function URLs, payload format 2.0: lines of one name joined by commas, the query as sent. */
    HTTP
}
