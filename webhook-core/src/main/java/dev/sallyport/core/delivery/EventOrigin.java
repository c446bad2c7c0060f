package dev.sallyport.core.delivery;

/** Where an event came from. */
public enum EventOrigin {
    /** A tenant's system posted it. */
    POSTED,
    /** It is a provider's webhook that a forwarding rule sends on. */
    FORWARDED,
    /** It tells a tenant about one of its endpoints. */
    OPERATIONAL
}
