package dev.sallyport.core.payload;

/**
 * What stands at one place of a JSON document.
 *
 * @param kind which sort of value it is
 * @param text a string's characters, a number exactly as written, {@code true} or {@code false}; empty for null,
 *     objects and arrays
 */
public record JsonField(Kind kind, String text) {

    /** The sorts of JSON values. */
    public enum Kind {
        STRING,
        NUMBER,
        BOOLEAN,
        NULL,
        OBJECT,
        ARRAY
    }

    /** Tells whether the value is a string, a number or a boolean. */
    public boolean isScalar() {
        return kind == Kind.STRING || kind == Kind.NUMBER || kind == Kind.BOOLEAN;
    }

    /** Names the kind only: it is part of a payload. */
    @Override
    public String toString() {
        return "JsonField[" + kind + "]";
    }
}
