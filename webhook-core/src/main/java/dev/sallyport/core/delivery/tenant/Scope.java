package dev.sallyport.core.delivery.tenant;

import org.jspecify.annotations.Nullable;

/** What an API key may be used for; no scope implies another. */
public enum Scope {
    /** Post events. */
    EVENTS_WRITE("events:write"),
    /** Follow events and their attempts. */
    EVENTS_READ("events:read"),
    /** Create, change, ping and delete endpoints, and rotate their secrets. */
    ENDPOINTS_WRITE("endpoints:write"),
    /** Look at endpoints. */
    ENDPOINTS_READ("endpoints:read"),
    /** Requeue deliveries. */
    DELIVERIES_WRITE("deliveries:write");

    private final String code;

    Scope(String code) {
        this.code = code;
    }

    /** Returns the scope as it is written on the wire. */
    public String code() {
        return code;
    }

    /** Returns the scope of that code, or null if there is none. */
    public static @Nullable Scope ofCode(String code) {
        for (Scope scope : values()) {
            if (scope.code.equals(code)) {
                return scope;
            }
        }
        return null;
    }
}
