package dev.sallyport.emulation.protocol;

/** A refusal as the service would send it; SDKs turn its code into a type of their own. */
public final class ServiceException extends Exception {

    private static final long serialVersionUID = 1;

    private static final int BAD_REQUEST = 400;

    private final int status;
    private final String code;

    /**
     * Makes a refusal.
     *
     * @param status the HTTP status, 400 to 599
     * @param code the error's name, such as {@code ResourceNotFoundException}
     * @param message a sentence for people
     */
    public ServiceException(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    /** Makes a refusal of the caller's doing. */
    public static ServiceException of(String code, String message) {
        return new ServiceException(BAD_REQUEST, code, message);
    }

    /** Makes a refusal of a request that breaks the service's rules. */
    public static ServiceException invalid(String message) {
        return of("ValidationException", message);
    }

    /** Returns the HTTP status. */
    public int status() {
        return status;
    }

    /** Returns the error's name. */
    public String code() {
        return code;
    }
}
