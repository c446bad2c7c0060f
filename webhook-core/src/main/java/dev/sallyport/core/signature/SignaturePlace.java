package dev.sallyport.core.signature;

import dev.sallyport.core.signature.codec.Encoding;
import java.util.List;

/**
 * Where the signature stands and how its text is taken apart: into sets, a set into items, an item into key id and
 * signature.
 *
 * @param fields the places; a header whose name ends in {@code #} stands for that name with 1, 2, 3 …
 * @param all false: the first place that is present counts, and a header must stand on one line; true: all places and
 *     all lines count, and any signature in them may match
 * @param sets what separates sets, each with a timestamp of its own; empty if the text is one set
 * @param items what separates items; empty if a set is one item
 * @param formats the forms in which an item holds a signature; other items are ignored if there is a separator
 * @param encoding how the signature's bytes are written
 * @param pairedWithKeys whether a signature in the first place belongs to the first key only, and so on
 */
public record SignaturePlace(
        List<Field> fields,
        boolean all,
        String sets,
        String items,
        List<ItemFormat> formats,
        Encoding encoding,
        boolean pairedWithKeys) {

    public SignaturePlace {
        fields = List.copyOf(fields);
        formats = List.copyOf(formats);
    }
}
