package dev.sallyport.core.event;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.SignatureException;
import java.util.Arrays;

/**
 * The exact bytes of a body, as they came off the wire.
 *
 * <p>Bodies are verified, archived and replayed as bytes and never pass through a {@code String}: decoding and
 * encoding again would make different bodies verify alike. The array stays inside, so that a body of a megabyte is
 * held once; whoever needs to look at it is handed a stream, a read-only buffer, or feeds it to a computation.
 */
public final class RawPayload {

    private static final RawPayload EMPTY = new RawPayload(new byte[0]);

    private final byte[] bytes;

    private RawPayload(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Copies the bytes. */
    public static RawPayload copyOf(byte[] bytes) {
        return new RawPayload(bytes.clone());
    }

    /**
     * Takes over an array without copying it. The caller MUST NOT write to the array afterwards: this is for edges that
     * have just read a body into an array of their own.
     */
    public static RawPayload adopt(byte[] bytes) {
        return new RawPayload(bytes);
    }

    /** Returns the payload of no bytes. */
    public static RawPayload empty() {
        return EMPTY;
    }

    /** Returns the number of bytes. */
    public int size() {
        return bytes.length;
    }

    /** Returns the byte at an index from 0 to {@code size() - 1}. */
    public byte byteAt(int index) {
        return bytes[index];
    }

    /** Returns a copy. */
    public byte[] toByteArray() {
        return bytes.clone();
    }

    /** Opens a stream over the bytes, without copying them. */
    public InputStream newInputStream() {
        return new ByteArrayInputStream(bytes);
    }

    /** Returns a read-only view, without copying. */
    public ByteBuffer asReadOnlyBuffer() {
        return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
    }

    /** Writes all bytes to a stream. */
    public void writeTo(OutputStream out) throws IOException {
        out.write(bytes);
    }

    /** Feeds all bytes to a digest, without copying them. */
    public void update(MessageDigest digest) {
        digest.update(bytes);
    }

    /** Feeds all bytes to a signature under way, without copying them. */
    public void update(Signature signature) throws SignatureException {
        signature.update(bytes);
    }

    /** Computes the SHA-256 of the bytes; each call computes anew. */
    public Sha256 sha256() {
        MessageDigest digest = Sha256.newDigest();
        digest.update(bytes);
        return Sha256.finish(digest);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RawPayload that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Names the size only: a payload never reaches a log (guarantee G5). */
    @Override
    public String toString() {
        return "RawPayload[" + bytes.length + " bytes]";
    }
}
