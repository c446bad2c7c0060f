package dev.sallyport.core.event;

/** How an event stood to others of its ordering key when it was published, where the policy looks at positions. */
public enum OrderMark {
    /** Nothing speaks against its place, or nobody looked. */
    IN_ORDER("in-order"),
    /** A newer version of the same entity had been published before: subscribers get it apart from the others. */
    STALE("stale"),
    /** Events that should have come before it had not arrived when the wait for them ended. */
    AFTER_GAP("after-gap");

    private final String code;

    OrderMark(String code) {
        this.code = code;
    }

    /** Returns the stable word for records and published events. */
    public String code() {
        return code;
    }

    /**
     * Returns the order mark that a stable word stands for.
     *
     * @throws IllegalArgumentException if it stands for none
     */
    public static OrderMark ofCode(String code) {
        for (OrderMark value : values()) {
            if (value.code.equals(code)) {
                return value;
            }
        }
        throw new IllegalArgumentException("no order mark has the code " + code);
    }
}
