package dev.sallyport.core.signature.catalogue;

import dev.sallyport.core.payload.JsonPointer;
import dev.sallyport.core.signature.Algorithm;
import dev.sallyport.core.signature.CodedRules;
import dev.sallyport.core.signature.Field;
import dev.sallyport.core.signature.MessageRules;
import dev.sallyport.core.signature.SchemeRules;
import dev.sallyport.core.signature.key.KeyRules;
import dev.sallyport.core.signature.key.KeySource;
import dev.sallyport.core.signature.key.KeySource.Absence;
import dev.sallyport.core.signature.key.KeySource.Address;
import dev.sallyport.core.signature.key.KeySource.Asked;
import dev.sallyport.core.signature.key.KeySource.TokenRules;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the {@code key} of a definition: how secrets become keys, and from where others are fetched. */
final class KeyDefinition {

    private static final Set<String> FIELDS = Set.of("stripPrefix", "decode", "url", "token", "ask", "absent");

    private static final String KEY_ID = "key-id";

    private KeyDefinition() {}

    static KeyRules read(Definition scheme, SchemeRules rules) {
        boolean asymmetric =
                rules instanceof MessageRules message && message.algorithm().family() == Algorithm.Family.ASYMMETRIC;
        KeyRules.Decoding presumed = asymmetric ? KeyRules.Decoding.ASYMMETRIC : KeyRules.Decoding.TEXT;
        Definition key = scheme.child("key", FIELDS);
        if (key == null) {
            return new KeyRules("", presumed);
        }
        KeyRules.Decoding decoding = key.choice("decode", KeyRules.Decoding.class, presumed);
        boolean fetched = decoding == KeyRules.Decoding.FETCHED;
        if (asymmetric != (fetched || decoding == KeyRules.Decoding.ASYMMETRIC) && rules instanceof MessageRules) {
            throw key.error(
                    "decode",
                    asymmetric
                            ? "must be asymmetric or fetched, as the algorithm is"
                            : "cannot be asymmetric or fetched, because the algorithm is not");
        }
        return new KeyRules(key.text("stripPrefix", ""), decoding, source(key, fetched, rules));
    }

    private static KeySource source(Definition key, boolean fetched, SchemeRules rules) {
        for (String field : Set.of("url", "token", "ask", "absent")) {
            if (key.has(field) && !fetched) {
                throw key.error(field, "is only for decode: fetched");
            }
        }
        Address address = key.has("url") ? address(key) : null;
        if (address == null && fetched && !(rules instanceof CodedRules)) {
            throw key.error("url", "is missing; write the address at which the provider publishes its keys");
        }
        return new KeySource(address, token(key), question(key), absence(key));
    }

    /** One address, or one for each of the provider's worlds. */
    private static Address address(Definition parent) {
        if (parent.value("url") instanceof Map) {
            Definition urls = parent.child("url", Set.of("production", "sandbox"));
            if (urls != null) {
                return new Address(https(urls, "production"), https(urls, "sandbox"));
            }
        }
        return new Address(https(parent, "url"), null);
    }

    private static String https(Definition definition, String name) {
        String url = definition.required(name, "https://keys.example.com/jwks.json");
        if (!url.startsWith("https://")) {
            throw definition.error(name, "must be an https address");
        }
        return url;
    }

    private static @Nullable TokenRules token(Definition key) {
        Definition token = key.child("token", Set.of("url", "clientId", "clientSecret", "form"));
        if (token == null) {
            return null;
        }
        Map<String, String> form = new LinkedHashMap<>();
        Map<String, ?> fields = token.object("form");
        if (fields != null) {
            fields.forEach((name, value) -> form.put(name, String.valueOf(value)));
        }
        return new TokenRules(address(token), configured(token, "clientId"), configured(token, "clientSecret"), form);
    }

    private static String configured(Definition definition, String name) {
        String place = definition.required(name, "config:" + name);
        if (definition.read(name, place, Field::parse) instanceof Field.Config config) {
            return config.name();
        }
        throw definition.error(name, "must be a configured value, such as config:" + name);
    }

    private static Map<String, Asked> question(Definition key) {
        Map<String, Asked> question = new LinkedHashMap<>();
        Map<String, ?> members = key.object("ask");
        if (members == null) {
            return question;
        }
        Definition ask = key.child("ask", members.keySet());
        for (String name : members.keySet()) {
            if (ask != null) {
                boolean isKeyId = KEY_ID.equals(ask.text(name));
                question.put(name, isKeyId ? new Asked.KeyId() : new Asked.Configured(configured(ask, name)));
            }
        }
        return question;
    }

    private static @Nullable Absence absence(Definition key) {
        Definition absent = key.child("absent", Set.of("status", "at", "text"));
        if (absent == null) {
            return null;
        }
        return new Absence(
                absent.read("status", absent.required("status", "400"), KeyDefinition::status),
                absent.read("at", absent.required("at", "json:/error_code"), KeyDefinition::pointer),
                absent.required("text", "NO_SUCH_KEY"));
    }

    private static int status(String text) {
        try {
            int status = Integer.parseInt(text);
            if (status >= 400 && status <= 499) {
                return status;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("must be an HTTP status from 400 to 499", e);
        }
        throw new IllegalArgumentException("must be an HTTP status from 400 to 499");
    }

    private static JsonPointer pointer(String place) {
        if (Field.parse(place) instanceof Field.Json json) {
            return json.pointer();
        }
        throw new IllegalArgumentException("must be a place in a JSON body, such as json:/error_code");
    }
}
