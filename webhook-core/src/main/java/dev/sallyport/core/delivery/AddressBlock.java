package dev.sallyport.core.delivery;

/**
 * All addresses that begin with the same bits.
 *
 * @param first an address of the block
 * @param prefixBits how many leading bits are the same: from 0 to 32 for IPv4, from 0 to 128 for IPv6
 */
public record AddressBlock(IpAddress first, int prefixBits) {

    public AddressBlock {
        if (prefixBits < 0 || prefixBits > first.bits()) {
            throw new IllegalArgumentException("prefixBits must be from 0 to " + first.bits() + ", not " + prefixBits);
        }
    }

    /**
     * Reads {@code address/bits}.
     *
     * @throws IllegalArgumentException if the text has not that form
     */
    public static AddressBlock parse(String text) {
        int slash = text.indexOf('/');
        IpAddress first = slash < 0 ? null : IpAddress.parse(text.substring(0, slash));
        if (first == null || !text.substring(slash + 1).matches("\\d{1,3}")) {
            throw new IllegalArgumentException("an address block is written address/bits, for example 203.0.113.0/24");
        }
        return new AddressBlock(first, Integer.parseInt(text.substring(slash + 1)));
    }

    /** Tells whether an address lies in the block; one of the other family never does. */
    public boolean contains(IpAddress address) {
        return first.sharesPrefix(address, prefixBits);
    }

    @Override
    public String toString() {
        return first + "/" + prefixBits;
    }
}
