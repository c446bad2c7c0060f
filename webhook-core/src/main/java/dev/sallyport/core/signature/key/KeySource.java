package dev.sallyport.core.signature.key;

import dev.sallyport.core.payload.JsonPointer;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where a provider lets its keys be fetched, and what it wants to be told for that.
 *
 * @param address where they lie, the same for all its customers; null if each request names it and the scheme's code
 *     judges it
 * @param token how to get the token that the provider wants to be shown; null if it wants none
 * @param question members of a JSON object that is sent by POST; none if a GET says all
 * @param absence how the provider says, besides by 403, 404 and 410, that it has no such key; null if in no other way
 */
public record KeySource(
        @Nullable Address address,
        @Nullable TokenRules token,
        Map<String, Asked> question,
        @Nullable Absence absence) {

    /** Shows its keys to anyone, at addresses that requests name. */
    public static final KeySource OPEN = new KeySource(null, null, Map.of(), null);

    public KeySource {
        question = Map.copyOf(question);
    }

    /**
     * An {@code https} address in each of a provider's worlds.
     *
     * @param sandbox null if there is one address for all
     */
    public record Address(String production, @Nullable String sandbox) {

        /** Returns the address in a world. */
        public String in(Environment environment) {
            String other = sandbox;
            return other == null ? production : environment.choose(production, other);
        }
    }

    /**
     * How a token is had for an application's own credentials (RFC 6749 section 4.4).
     *
     * @param address where
     * @param clientId the name of the configured value that is the application's id
     * @param clientSecret the name of the configured value that is its secret
     * @param form what else is sent, such as {@code scope}
     */
    public record TokenRules(Address address, String clientId, String clientSecret, Map<String, String> form) {

        public TokenRules {
            form = Map.copyOf(form);
        }
    }

    /** What a member of the question holds. */
    public sealed interface Asked {

        /** A value from the provider's configuration. */
        record Configured(String name) implements Asked {}

        /** The id of the key. */
        record KeyId() implements Asked {}
    }

    /**
     * An answer that says that there is no such key.
     *
     * @param status its HTTP status
     * @param at where its JSON body holds the text
     * @param text the text
     */
    public record Absence(int status, JsonPointer at, String text) {}

    /** Returns the names of the configured values without which no key can be fetched. */
    public Set<String> settings() {
        Set<String> names = new LinkedHashSet<>();
        TokenRules rules = token;
        if (rules != null) {
            names.add(rules.clientId());
            names.add(rules.clientSecret());
        }
        for (Asked asked : question.values()) {
            if (asked instanceof Asked.Configured configured) {
                names.add(configured.name());
            }
        }
        return names;
    }

    /** Tells whether the provider has a sandbox with keys of its own. */
    public boolean hasSandbox() {
        Address keys = address;
        return keys != null && keys.sandbox() != null;
    }

    /**
     * Fills in what is configured.
     *
     * @param config finds a configured value, or null
     * @throws KeyRefusedException if one is missing
     */
    public KeyAccess access(Function<String, @Nullable String> config) {
        requireAll(settings(), config);
        TokenRules rules = token;
        TokenGrant grant = rules == null
                ? null
                : new TokenGrant(
                        rules.address().in(Environment.named(config.apply(Environment.SETTING))),
                        String.valueOf(config.apply(rules.clientId())),
                        String.valueOf(config.apply(rules.clientSecret())),
                        rules.form());
        Map<String, String> fixed = new LinkedHashMap<>();
        String keyIdMember = null;
        for (Map.Entry<String, Asked> member : question.entrySet()) {
            switch (member.getValue()) {
                case Asked.Configured value -> fixed.put(member.getKey(), String.valueOf(config.apply(value.name())));
                case Asked.KeyId id -> keyIdMember = member.getKey();
            }
        }
        return new KeyAccess(grant, fixed, keyIdMember, absence);
    }

    private static void requireAll(Collection<String> names, Function<String, @Nullable String> config) {
        for (String name : names) {
            String value = config.apply(name);
            if (value == null || value.isBlank()) {
                throw new KeyRefusedException(
                        "there is no key: to fetch the provider's, configure " + name + ", or the key as a secret");
            }
        }
    }
}
