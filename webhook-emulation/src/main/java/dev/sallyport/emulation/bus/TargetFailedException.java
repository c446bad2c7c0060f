package dev.sallyport.emulation.bus;

/** A target did not take an event. */
public final class TargetFailedException extends Exception {

    private static final long serialVersionUID = 1;

    private final String code;

    /**
     * Makes a failure.
     *
     * @param code a name for the kind of failure, such as {@code SDK_CLIENT_ERROR}
     */
    public TargetFailedException(String code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /** Returns the name for the kind of failure. */
    public String code() {
        return code;
    }
}
