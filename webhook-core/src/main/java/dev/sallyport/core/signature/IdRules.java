package dev.sallyport.core.signature;

import java.util.List;

/**
 * Where the message id stands that is part of the signed message.
 *
 * @param fields the places; the first that is present counts
 * @param forbidden characters that would let one message be read as another, such as the separator; may be empty
 */
public record IdRules(List<Field> fields, String forbidden) {

    public IdRules {
        fields = List.copyOf(fields);
    }
}
