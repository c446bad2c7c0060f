package dev.sallyport.core.event;

/**
 * Writes bytes in lower-case base32hex without padding (RFC 4648 section 7): five bits per character, in an alphabet
 * that sorts as the bytes do and survives systems that fold letter case.
 */
public final class Base32Hex {

    private static final String ALPHABET = "0123456789abcdefghijklmnopqrstuv";
    private static final int BITS = 5;

    private Base32Hex() {}

    /**
     * Returns the text of the first bytes of an array; bits missing in the last character are zero.
     *
     * @param count how many bytes to write, from 0 to the array's length
     */
    public static String encode(byte[] bytes, int count) {
        StringBuilder text = new StringBuilder((count * Byte.SIZE + BITS - 1) / BITS);
        int buffer = 0;
        int bits = 0;
        for (int i = 0; i < count; i++) {
            buffer = ((buffer << Byte.SIZE) | (bytes[i] & 0xff)) & 0xfff;
            bits += Byte.SIZE;
            while (bits >= BITS) {
                bits -= BITS;
                text.append(ALPHABET.charAt((buffer >> bits) & 31));
            }
        }
        if (bits > 0) {
            text.append(ALPHABET.charAt((buffer << (BITS - bits)) & 31));
        }
        return text.toString();
    }
}
