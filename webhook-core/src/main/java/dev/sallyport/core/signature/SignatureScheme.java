package dev.sallyport.core.signature;

import dev.sallyport.core.signature.key.KeyRules;
import java.util.List;

/**
 * All that is known about how one provider signs its webhooks and names its events.
 *
 * @param name the catalogue's name, such as {@code stripe}
 * @param provider the provider's name for people, such as {@code Stripe}
 * @param rules how signatures are checked and made
 * @param key how the configured secrets become keys
 * @param identity where id, type, object and order of an event stand
 * @param handshakes by which requests the provider tries the endpoint, and how they are answered
 * @param source where this was learned
 * @param confidence how sure it is
 */
public record SignatureScheme(
        String name,
        String provider,
        SchemeRules rules,
        KeyRules key,
        IdentityRules identity,
        List<HandshakeRules> handshakes,
        String source,
        Confidence confidence) {

    public SignatureScheme {
        handshakes = List.copyOf(handshakes);
    }

    /** Returns what a signature of this scheme vouches for. */
    public Coverage coverage() {
        return rules.coverage();
    }

    /** Returns the values that an operator gives besides secrets. */
    public SchemeSettings settings() {
        return SchemeSettings.of(this);
    }

    /** Names the scheme only. */
    @Override
    public String toString() {
        return "SignatureScheme[" + name + "]";
    }
}
