package dev.sallyport.core.delivery;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An IPv4 or IPv6 address as its bytes, with nothing looked up and nothing converted.
 *
 * <p>{@code java.net.InetAddress} is not used here because it turns an IPv4-mapped IPv6 address into an IPv4 one, and
 * because its parser takes names and odd notations. Immutable and thread-safe.
 */
public final class IpAddress {

    private static final int IPV4_BYTES = 4;
    private static final int IPV6_BYTES = 16;
    private static final int IPV6_WORDS = 8;
    private static final String OCTET = "(0|[1-9]\\d{0,2})";
    private static final Pattern DOTTED = Pattern.compile(OCTET + "\\." + OCTET + "\\." + OCTET + "\\." + OCTET);
    private static final Pattern WORD = Pattern.compile("[0-9A-Fa-f]{1,4}");

    private final byte[] bytes;

    private IpAddress(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Makes an address of 4 or 16 bytes in network order.
     *
     * @throws IllegalArgumentException if there are neither 4 nor 16
     */
    public static IpAddress of(byte[] bytes) {
        if (bytes.length != IPV4_BYTES && bytes.length != IPV6_BYTES) {
            throw new IllegalArgumentException("an address has 4 or 16 bytes, not " + bytes.length);
        }
        return new IpAddress(bytes.clone());
    }

    /**
     * Reads four decimal numbers without leading zeros, or a text form of IPv6 (RFC 4291 section 2.2) without brackets
     * or zone; null if the text is neither.
     */
    public static @Nullable IpAddress parse(String text) {
        byte[] bytes = text.indexOf(':') < 0 ? parseIpv4(text) : parseIpv6(text);
        return bytes == null ? null : new IpAddress(bytes);
    }

    private static byte @Nullable [] parseIpv4(String text) {
        Matcher octets = DOTTED.matcher(text);
        if (!octets.matches()) {
            return null;
        }
        byte[] bytes = new byte[IPV4_BYTES];
        for (int i = 0; i < IPV4_BYTES; i++) {
            int octet = Integer.parseInt(octets.group(i + 1));
            if (octet > 255) {
                return null;
            }
            bytes[i] = (byte) octet;
        }
        return bytes;
    }

    private static byte @Nullable [] parseIpv6(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            byte[] all = words(text);
            return all != null && all.length == IPV6_BYTES ? all : null;
        }
        // A second pair of colons leaves an empty word on one side, which is refused there.
        byte[] before = words(text.substring(0, gap));
        byte[] after = words(text.substring(gap + 2));
        boolean ipv4Within = text.lastIndexOf('.', gap) >= 0;
        if (before == null || after == null || ipv4Within || before.length + after.length > IPV6_BYTES - 2) {
            return null;
        }
        byte[] bytes = Arrays.copyOf(before, IPV6_BYTES);
        System.arraycopy(after, 0, bytes, IPV6_BYTES - after.length, after.length);
        return bytes;
    }

    /** Reads words separated by single colons, the last of which may be an IPv4 address; none of an empty text. */
    private static byte @Nullable [] words(String text) {
        if (text.isEmpty()) {
            return new byte[0];
        }
        String[] words = text.split(":", -1);
        if (words.length > IPV6_WORDS) {
            return null;
        }
        byte[] bytes = new byte[2 * words.length];
        for (int i = 0; i < words.length; i++) {
            if (WORD.matcher(words[i]).matches()) {
                int word = Integer.parseInt(words[i], 16);
                bytes[2 * i] = (byte) (word >> 8);
                bytes[2 * i + 1] = (byte) word;
            } else {
                byte[] ipv4 = i == words.length - 1 ? parseIpv4(words[i]) : null;
                return ipv4 == null ? null : append(bytes, 2 * i, ipv4);
            }
        }
        return bytes;
    }

    private static byte[] append(byte[] bytes, int length, byte[] more) {
        byte[] all = Arrays.copyOf(bytes, length + more.length);
        System.arraycopy(more, 0, all, length, more.length);
        return all;
    }

    /** Tells whether the address has 4 bytes. */
    public boolean isIpv4() {
        return bytes.length == IPV4_BYTES;
    }

    /** Returns the 4 or 16 bytes in an array of the caller's own. */
    public byte[] toByteArray() {
        return bytes.clone();
    }

    /** Returns the IPv4 address in the last 4 bytes. */
    IpAddress lastFourBytes() {
        return new IpAddress(Arrays.copyOfRange(bytes, bytes.length - IPV4_BYTES, bytes.length));
    }

    /** Tells whether two addresses are of one family and equal in their first bits. */
    boolean sharesPrefix(IpAddress other, int bits) {
        if (bytes.length != other.bytes.length) {
            return false;
        }
        int whole = bits / Byte.SIZE;
        int rest = Byte.SIZE - bits % Byte.SIZE;
        return Arrays.equals(bytes, 0, whole, other.bytes, 0, whole)
                && (rest == Byte.SIZE || (bytes[whole] ^ other.bytes[whole]) >> rest == 0);
    }

    int bits() {
        return bytes.length * Byte.SIZE;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IpAddress that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Returns the usual text form; for IPv6 that of RFC 5952 section 4. */
    @Override
    public String toString() {
        if (isIpv4()) {
            return (bytes[0] & 0xff) + "." + (bytes[1] & 0xff) + "." + (bytes[2] & 0xff) + "." + (bytes[3] & 0xff);
        }
        int gapStart = -1;
        int gapLength = 1;
        for (int i = 0; i < IPV6_WORDS; i++) {
            int zeros = zerosFrom(i);
            if (zeros > gapLength) {
                gapStart = i;
                gapLength = zeros;
            }
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < IPV6_WORDS; i++) {
            if (i == gapStart) {
                text.append("::");
                i += gapLength - 1;
            } else {
                text.append(text.isEmpty() || text.charAt(text.length() - 1) == ':' ? "" : ":")
                        .append(Integer.toHexString(word(i)));
            }
        }
        return text.toString();
    }

    private int zerosFrom(int start) {
        int end = start;
        while (end < IPV6_WORDS && word(end) == 0) {
            end++;
        }
        return end - start;
    }

    private int word(int index) {
        return (bytes[2 * index] & 0xff) << 8 | (bytes[2 * index + 1] & 0xff);
    }
}
