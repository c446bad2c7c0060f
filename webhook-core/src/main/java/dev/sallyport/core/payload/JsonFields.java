package dev.sallyport.core.payload;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What a {@link JsonFieldReader} saw in one body. Immutable. */
public sealed interface JsonFields {

    /** The body is well-formed JSON; holds the fields that were asked for, by their place in the reader's list. */
    final class Found implements JsonFields {

        private final @Nullable JsonField[] fields;

        Found(@Nullable JsonField[] fields) {
            this.fields = fields;
        }

        /** Returns the field at the pointer with that index in the reader's list, or null if the body has none. */
        public @Nullable JsonField get(int index) {
            return fields[index];
        }

        /** Returns the text of a string, number or boolean, or null if the field is absent or of another kind. */
        public @Nullable String text(int index) {
            JsonField field = fields[index];
            return field != null && field.isScalar() ? field.text() : null;
        }

        /** Tells how many fields were found. */
        @Override
        public String toString() {
            return "Found["
                    + Arrays.stream(fields).filter(field -> field != null).count() + " of " + fields.length + "]";
        }
    }

    /** The body is not JSON, nests too deeply, or names a wanted field twice. */
    enum Malformed implements JsonFields {
        MALFORMED
    }
}
