package dev.sallyport.core.signature;

import dev.sallyport.core.signature.key.KeyRules;

/**
 * All that is known about how one provider signs its webhooks and names its events.
 *
 * @param name the catalogue's name, such as {@code stripe}
 * @param provider the provider's name for people, such as {@code Stripe}
 * @param rules how signatures are checked and made
 * @param key how the configured secrets become keys
 * @param identity where id, type, object and order of an event stand
 * @param source where this was learned
 * @param confidence how sure it is
 */
public record SignatureScheme(
        String name,
        String provider,
        SchemeRules rules,
        KeyRules key,
        IdentityRules identity,
        String source,
        Confidence confidence) {

    /** Returns what a signature of this scheme vouches for. */
    public Coverage coverage() {
        return rules.coverage();
    }

    /** Names the scheme only. */
    @Override
    public String toString() {
        return "SignatureScheme[" + name + "]";
    }
}
