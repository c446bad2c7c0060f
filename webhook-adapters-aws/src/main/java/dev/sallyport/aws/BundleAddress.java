package dev.sallyport.aws;

import dev.sallyport.core.archive.BundlePlace;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a body lies that is one of many in a bundle. Immutable.
 *
 * @param bundle the key of the bundle's object in the archive's bucket
 * @param place where in the bundle it stands
 */
public record BundleAddress(String bundle, BundlePlace place) {

    private static final Pattern FORM = Pattern.compile("(.+)#(\\d+)\\+(\\d+)@(\\d+)");

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws IllegalStateException if the text is not such an address
     */
    public static BundleAddress read(String text) {
        Matcher parts = FORM.matcher(text);
        try {
            if (parts.matches()) {
                return new BundleAddress(
                        parts.group(1),
                        new BundlePlace(
                                Long.parseLong(parts.group(2)),
                                Integer.parseInt(parts.group(3)),
                                Integer.parseInt(parts.group(4))));
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("the address of a body in a bundle is damaged", e);
        }
        throw new IllegalStateException("the address of a body in a bundle is damaged");
    }

    /** Returns the address as a text: {@code {bundle}#{offset}+{length}@{position}}. */
    public String text() {
        return bundle + '#' + place.offset() + '+' + place.length() + '@' + place.position();
    }
}
