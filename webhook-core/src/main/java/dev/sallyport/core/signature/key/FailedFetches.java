package dev.sallyport.core.signature.key;

/** Is told of keys that could not be fetched, once for each time that a provider was asked. MUST NOT throw. */
@FunctionalInterface
public interface FailedFetches {

    /** Tells nobody. */
    FailedFetches IGNORED = (host, reason) -> {};

    /**
     * A key could not be fetched.
     *
     * @param host whom it was asked of
     * @param reason why it is not known, for operators; holds no credentials
     */
    void failed(String host, String reason);
}
