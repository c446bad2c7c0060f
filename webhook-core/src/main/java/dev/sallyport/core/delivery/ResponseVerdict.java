package dev.sallyport.core.delivery;

/** What a response's status means for its delivery, by the status alone. */
public enum ResponseVerdict {
    /** 2xx: the endpoint has the event. */
    DELIVERED,
    /** Try again as the retry policy says. */
    RETRY,
    /** The endpoint refuses this event for good. */
    REFUSED,
    /** 410: the endpoint asks not to be called again. */
    GONE;

    /**
     * Judges a status.
     *
     * <p>2xx is success and nothing else is: a redirect is not followed, since its target was not judged, so it is a
     * failure. 408, 425, 429, every 5xx and whatever no specification defines (below 200, from 600 on) are worth another
     * try. The remaining 3xx and 4xx are where opinions differ: an endpoint that is misconfigured for an hour answers
     * them for events that it would take later, one that validates answers them for events that it will never take.
     *
     * @param status the status received
     * @param clientErrors what to do about the remaining 3xx and 4xx
     */
    public static ResponseVerdict of(int status, ClientErrors clientErrors) {
        if (status >= 200 && status <= 299) {
            return DELIVERED;
        }
        return switch (status) {
            case 410 -> GONE;
            case 408, 425, 429 -> RETRY;
            default -> status >= 300 && status <= 499 && clientErrors == ClientErrors.GIVE_UP ? REFUSED : RETRY;
        };
    }

    /** What to do about a 3xx, or a 4xx that does not itself say to come again. */
    public enum ClientErrors {
        /** Retry as after a server's error: the default, for most of them are mended. */
        RETRY,
        /** Give the delivery up at once. */
        GIVE_UP
    }
}
