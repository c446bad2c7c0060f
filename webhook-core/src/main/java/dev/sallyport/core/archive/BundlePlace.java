package dev.sallyport.core.archive;

/**
 * Where in a bundle a webhook stands: all that is needed to read it without reading the rest of the bundle.
 *
 * @param offset of the first byte of its block, in bytes from the beginning of the bundle
 * @param length of its block in bytes, at least 1
 * @param position among the webhooks of its block, from 0
 */
public record BundlePlace(long offset, int length, int position) {

    public BundlePlace {
        if (offset < 0 || length < 1 || position < 0) {
            throw new IllegalArgumentException("a place in a bundle has no negative numbers, and its block some bytes");
        }
    }
}
