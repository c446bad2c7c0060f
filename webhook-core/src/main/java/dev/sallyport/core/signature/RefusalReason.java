package dev.sallyport.core.signature;

/** Why a request was refused; all that may be told to its sender. */
public enum RefusalReason {
    /** A field that the scheme needs is absent or empty. */
    MISSING_HEADER("missing-header"),
    /** A field is present, but not of the scheme's form. */
    MALFORMED("malformed"),
    /** The signature is well-formed, but no active key made it for this request. */
    INVALID_SIGNATURE("invalid-signature"),
    /** The signed time is outside the tolerance, in either direction. */
    EXPIRED("expired");

    private final String code;

    RefusalReason(String code) {
        this.code = code;
    }

    /** Returns the stable code that answers, vectors and reports use. */
    public String code() {
        return code;
    }
}
