package dev.sallyport.core.signature.key;

/**
 * Says that a configured key cannot be used, when a verifier or signer is built: an empty or undecodable key must stop
 * the start, not let every request fail or, worse, pass. The message names the place and the remedy, never the key.
 */
public final class KeyRefusedException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    /** Makes an exception with a message that must not hold any part of the key. */
    public KeyRefusedException(String message) {
        super(message);
    }
}
