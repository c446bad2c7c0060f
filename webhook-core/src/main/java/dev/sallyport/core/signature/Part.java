package dev.sallyport.core.signature;

import dev.sallyport.core.signature.codec.Encoding;
import java.util.Set;

/** One part of the message that is signed. */
public sealed interface Part {

    /** Text that is always the same. */
    record Literal(String text) implements Part {}

    /** The text at a place in the request. */
    record Value(Field field, boolean lowerCase) implements Part {}

    /** A digest of the body, as text. */
    record BodyDigest(Algorithm digest, Encoding encoding) implements Part {}

    /** All fields of a form but some, sorted by name, as {@code name=value} joined by {@code &}, empty ones left out. */
    record FormPairs(Set<String> excluded) implements Part {}

    /** Parts that need no more than their name. */
    enum Simple implements Part {
        /** The bytes of the body. */
        BODY,
        /** The timestamp's text, exactly as it arrived. */
        TIMESTAMP,
        /** The message id's text. */
        ID,
        /** The HTTP method. */
        METHOD,
        /** The URL under which the provider knows the endpoint. */
        URL,
        /** The URL's path, without query. */
        PATH,
        /** The secret. */
        SECRET,
        /** The body's CRC-32 in unsigned decimal. */
        BODY_CRC32,
        /** All fields of a form, sorted by name, as name and value without anything between. */
        FORM_CONCATENATED
    }
}
