package dev.sallyport.core.signature;

import java.util.ArrayList;
import java.util.List;

/**
 * A text of an answer, with places to fill in: those of {@link Template}, as far as they are places of the request or of
 * the configuration, and {@code {signature}} for what was computed over the challenge.
 *
 * @param pieces what stands one after the other
 */
public record HandshakeText(List<Piece> pieces) {

    private static final String SIGNATURE = "{signature}";

    /** One piece of the text. */
    public sealed interface Piece {

        /** Text that is always the same. */
        record Fixed(String text) implements Piece {}

        /** The text at a place in the request or the configuration. */
        record Value(Field field) implements Piece {}

        /** What was computed over the challenge. */
        enum Computed implements Piece {
            SIGNATURE
        }
    }

    public HandshakeText {
        pieces = List.copyOf(pieces);
    }

    /**
     * Reads the notation above.
     *
     * @throws IllegalArgumentException if a brace is left open or its content is neither a place nor the signature
     */
    public static HandshakeText parse(String text) {
        List<Piece> pieces = new ArrayList<>();
        int from = 0;
        for (int at = text.indexOf(SIGNATURE); at >= 0; at = text.indexOf(SIGNATURE, from)) {
            addParts(pieces, text.substring(from, at));
            pieces.add(Piece.Computed.SIGNATURE);
            from = at + SIGNATURE.length();
        }
        addParts(pieces, text.substring(from));
        return new HandshakeText(pieces);
    }

    private static void addParts(List<Piece> pieces, String text) {
        for (Part part : Template.parse(text).parts()) {
            if (part instanceof Part.Literal literal) {
                pieces.add(new Piece.Fixed(literal.text()));
            } else if (part instanceof Part.Value value && !value.lowerCase()) {
                pieces.add(new Piece.Value(value.field()));
            } else {
                throw new IllegalArgumentException(
                        "an answer may hold places such as {json:/challenge}, and {signature}");
            }
        }
    }

    /** Tells whether the text holds what was computed over the challenge. */
    public boolean isSigned() {
        return pieces.contains(Piece.Computed.SIGNATURE);
    }
}
