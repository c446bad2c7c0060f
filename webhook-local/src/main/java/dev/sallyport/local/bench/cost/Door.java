package dev.sallyport.local.bench.cost;

import org.jspecify.annotations.Nullable;

/** What stands before the receiver. */
public enum Door {
    REST_API("REST API", BilledItem.REST_API_REQUEST),
    HTTP_API("HTTP API", BilledItem.HTTP_API_REQUEST),
    /** A function's URL, which costs nothing of its own. */
    FUNCTION_URL("function URL", null);

    private final String title;
    private final @Nullable BilledItem request;

    Door(String title, @Nullable BilledItem request) {
        this.title = title;
        this.request = request;
    }

    /** Returns what people call it. */
    public String title() {
        return title;
    }

    /** Returns what is billed for each request; null if nothing is. */
    public @Nullable BilledItem request() {
        return request;
    }
}
