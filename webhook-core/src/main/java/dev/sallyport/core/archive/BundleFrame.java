package dev.sallyport.core.archive;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * A compressed part of a bundle with its own checksum, so that it can be fetched and proved alone: kind (1 byte), number
 * of webhooks, compressed and plain size (4 bytes each), CRC-32C (4 bytes) of these and of the compressed bytes, then
 * those. Numbers are big-endian.
 *
 * @param count how many webhooks it tells of
 * @param plain its content, uncompressed, at the beginning
 */
record BundleFrame(int count, ByteBuffer plain) {

    static final byte BLOCK = 'B';
    static final byte INDEX = 'I';

    private static final int CHECKED_HEAD = 13;
    private static final int HEAD = CHECKED_HEAD + Integer.BYTES;

    /** The most that DEFLATE can blow a byte up to; see RFC 1951, which the zlib manual rounds to 1032:1. */
    private static final long STRONGEST_COMPRESSION = 1_032;

    /** Compresses a content: fast, because the gate is busy beside it and JSON shrinks well at any level. */
    static byte[] write(byte kind, int count, byte[] plain, int size) {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try {
            deflater.setInput(plain, 0, size);
            deflater.finish();
            byte[] buffer = new byte[HEAD + size + size / 1_000 + 64];
            int end = HEAD;
            while (!deflater.finished()) {
                end += deflater.deflate(buffer, end, buffer.length - end);
                if (end == buffer.length) {
                    buffer = Arrays.copyOf(buffer, buffer.length + buffer.length / 2);
                }
            }
            byte[] frame = Arrays.copyOf(buffer, end);
            ByteBuffer head = ByteBuffer.wrap(frame);
            head.put(kind).putInt(count).putInt(end - HEAD).putInt(size).putInt(checksum(frame));
            return frame;
        } finally {
            deflater.end();
        }
    }

    /**
     * Reads a frame that begins at the beginning of some bytes and ends at their end.
     *
     * @throws DataFormatException if it is not exactly what was written
     */
    static BundleFrame read(byte kind, byte[] frame) throws DataFormatException {
        if (frame.length < HEAD) {
            throw new DataFormatException("a part of it is cut off");
        }
        ByteBuffer head = ByteBuffer.wrap(frame);
        byte found = head.get();
        int count = head.getInt();
        int compressed = head.getInt();
        int size = head.getInt();
        if (head.getInt() != checksum(frame)) {
            throw new DataFormatException("the checksum of a part of it does not hold");
        }
        boolean plausible = size >= 0 && size <= STRONGEST_COMPRESSION * compressed && count >= 0;
        if (found != kind || compressed != frame.length - HEAD || !plausible) {
            throw new DataFormatException("a part of it is not the one that belongs there");
        }
        return new BundleFrame(count, ByteBuffer.wrap(inflate(frame, size)));
    }

    private static byte[] inflate(byte[] frame, int size) throws DataFormatException {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(frame, HEAD, frame.length - HEAD);
            byte[] plain = new byte[size];
            int end = 0;
            while (end < size) {
                int more = inflater.inflate(plain, end, size - end);
                if (more == 0) {
                    throw new DataFormatException("a part of it is shorter than it says");
                }
                end += more;
            }
            // The end of the stream is found by asking for more than there is.
            if (inflater.inflate(new byte[1]) != 0 || !inflater.finished()) {
                throw new DataFormatException("a part of it is longer than it says");
            }
            return plain;
        } finally {
            inflater.end();
        }
    }

    private static int checksum(byte[] frame) {
        CRC32C crc = new CRC32C();
        crc.update(frame, 0, CHECKED_HEAD);
        crc.update(frame, HEAD, frame.length - HEAD);
        return (int) crc.getValue();
    }
}
