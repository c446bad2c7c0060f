package dev.sallyport.core.signature;

import java.util.Set;
import java.util.TreeSet;

/**
 * What a signature vouches for. Derived from the scheme, so that a policy can refuse schemes that vouch for too little.
 *
 * @param body how much of the body
 * @param method whether the HTTP method
 * @param url whether the URL, or a part of it
 * @param time whether the time of sending
 * @param id whether the message's id
 * @param headers the names of other headers that are signed
 */
public record Coverage(Body body, boolean method, boolean url, boolean time, boolean id, Set<String> headers) {

    /** How much of a body a signature vouches for, best first. */
    public enum Body {
        /** Every byte, or a cryptographic digest of them. */
        WHOLE,
        /** Some fields; the others can be changed by whoever holds a genuine request. */
        FIELDS,
        /** A checksum, for which other bodies are easily found. */
        CHECKSUM,
        /** Nothing: the sender proves to know a token, no more. */
        NONE
    }

    public Coverage {
        headers = Set.copyOf(headers);
    }

    /** Coverage of the whole body and nothing else. */
    public static Coverage wholeBody() {
        return new Coverage(Body.WHOLE, false, false, false, false, Set.of());
    }

    /** Coverage of some fields of the body and nothing else. */
    public static Coverage bodyFields() {
        return new Coverage(Body.FIELDS, false, false, false, false, Set.of());
    }

    /** Tells whether a changed body could still verify. */
    public boolean isWeak() {
        return body != Body.WHOLE;
    }

    /** Describes the coverage in words, such as {@code body, time}. */
    public String describe() {
        StringBuilder text = new StringBuilder(
                switch (body) {
                    case WHOLE -> "body";
                    case FIELDS -> "fields of the body";
                    case CHECKSUM -> "checksum of the body";
                    case NONE -> "";
                });
        append(text, method, "method");
        append(text, url, "url");
        append(text, time, "time");
        append(text, id, "id");
        for (String header : new TreeSet<>(headers)) {
            append(text, true, header);
        }
        return text.isEmpty() ? "nothing" : text.toString();
    }

    private static void append(StringBuilder text, boolean covered, String name) {
        if (covered) {
            text.append(text.isEmpty() ? "" : ", ").append(name);
        }
    }
}
