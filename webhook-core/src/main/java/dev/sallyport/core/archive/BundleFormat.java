package dev.sallyport.core.archive;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * The parts of a bundle that stand at fixed places.
 *
 * <pre>
 * header  "SPBUNDLE", version (2 bytes, 1), two zero bytes
 * blocks  frames of kind B; plain: for each webhook
 *           key     2 bytes length, ASCII
 *           head    4 bytes length, UTF-8
 *           sha256  32 bytes, of the body
 *           body    4 bytes length, bytes
 * index   frame of kind I; plain: for each webhook
 *           key     2 bytes length, ASCII
 *           sha256  32 bytes
 *           body    4 bytes: its length
 *           place   8 bytes offset and 4 bytes length of its block, 4 bytes position in it
 * footer  offset of the index (8), length of the index (4), number of webhooks (4),
 *         SHA-256 of all bytes up to here (32), "SPBUNEND"
 * </pre>
 *
 * <p>Numbers are big-endian; frames are described at {@link BundleFrame}. Whoever changes anything here raises the
 * version and keeps reading the old one: bundles live for years.
 */
final class BundleFormat {

    static final byte[] MAGIC = "SPBUNDLE".getBytes(US_ASCII);
    static final byte[] END_MAGIC = "SPBUNEND".getBytes(US_ASCII);
    static final short VERSION = 1;

    static final int HEADER = MAGIC.length + 2 * Short.BYTES;
    static final int DIGEST = 32;

    /** What of the footer stands before the digest, and is covered by it. */
    static final int FOOTER_NUMBERS = Long.BYTES + 2 * Integer.BYTES;

    static final int FOOTER = FOOTER_NUMBERS + DIGEST + END_MAGIC.length;

    /**
     * The plain size at which a block is closed. Reading one webhook means reading its block; compression gains little
     * beyond this, as DEFLATE looks back 32 KiB at most.
     */
    static final int BLOCK_BYTES = 128 << 10;

    private BundleFormat() {}
}
