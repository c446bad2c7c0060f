package dev.sallyport.core.signature;

import dev.sallyport.core.signature.codec.Encoding;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One kind of request by which a provider tries whether an endpoint is there and belongs to whom it should, and how it
 * is answered.
 *
 * <p>A request is of this kind if it has the method, the texts of {@code when}, none of the fields of {@code absent},
 * and every field that the answer is made of; and if all values are configured that this takes.
 *
 * @param method the HTTP method, in upper case
 * @param when fields that must hold exactly these texts
 * @param absent fields that must not be there
 * @param signed whether it is answered only if the scheme's signature holds
 * @param expected fields that must hold the secret values at other places, which are compared in constant time
 * @param forms what fields that an answer repeats must look like; those not named here are {@link ReflectedForm#TOKEN}s
 * @param proof what is computed over the challenge, or null for nothing
 * @param reply the answer
 * @param refusal what is answered if the signature does not hold, where the provider expects it so and not as the gate
 *     answers any other request; null if it does not
 * @param action what else is to be done, or null for nothing
 */
public record HandshakeRules(
        String method,
        Map<Field, String> when,
        List<Field> absent,
        boolean signed,
        Map<Field, Field> expected,
        Map<Field, ReflectedForm> forms,
        @Nullable Proof proof,
        HandshakeReply reply,
        @Nullable HandshakeReply refusal,
        @Nullable Action action) {

    /**
     * What is computed over the challenge to show that the receiver knows the secret.
     *
     * @param message what is signed
     * @param algorithm an HMAC, under the scheme's first key that holds, or a plain digest
     * @param encoding how the result is written
     */
    public record Proof(Template message, Algorithm algorithm, Encoding encoding) {}

    /** What is done before the answer. */
    public sealed interface Action {

        /**
         * A URL is called.
         *
         * @param url where it stands
         * @param hosts the hosts it may name; a {@code *} stands for one label
         */
        record Confirm(Field url, List<String> hosts) implements Action {

            public Confirm {
                hosts = List.copyOf(hosts);
            }
        }

        /** A secret that the provider hands over is put where the operator finds it. */
        record Keep(Field secret) implements Action {}
    }

    public HandshakeRules {
        when = Collections.unmodifiableMap(new LinkedHashMap<>(when));
        absent = List.copyOf(absent);
        expected = Collections.unmodifiableMap(new LinkedHashMap<>(expected));
        forms = Map.copyOf(forms);
    }
}
