package dev.sallyport.core.signature.key;

/**
 * Gets keys from where providers publish them: certificates, JSON Web Key Sets, keys by id. The core opens no connection
 * itself; whoever embeds it brings one of these, with {@link CachingKeyResolver} around it.
 *
 * <p>Implementations MUST ask exactly the address they are given, in the way that {@link KeyRequest#access} says, over TLS
 * with the platform's trust and host name checks, follow no redirect, and bound time and size ({@value #LONGEST_DOCUMENT}
 * bytes suffice). They MUST answer {@link KeyResolution.Absent} only if the provider itself said that there is no such key
 * (404, 410, or what {@link KeyAccess#isAbsence} knows; 403 where no token was shown, since with one it is about the
 * token), and {@link KeyResolution.Unavailable} for everything else that is no key: an absent key makes
 * a signature invalid, an unavailable one makes the gate ask the provider to come again. They MUST NOT throw and MUST be
 * thread-safe.
 */
@FunctionalInterface
public interface KeyResolver {

    /** No provider's key document is longer. */
    int LONGEST_DOCUMENT = 262_144;

    /** Gets the keys at an address that the scheme has already found to be the provider's own. */
    KeyResolution resolve(KeyRequest request);
}
