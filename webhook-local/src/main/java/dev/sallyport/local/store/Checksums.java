package dev.sallyport.local.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.zip.CRC32C;

/** Checksums of texts that no digest covers, so that a byte that changed on the disk is noticed. */
final class Checksums {

    private Checksums() {}

    static long of(String text) {
        CRC32C crc = new CRC32C();
        crc.update(text.getBytes(UTF_8));
        return crc.getValue();
    }
}
