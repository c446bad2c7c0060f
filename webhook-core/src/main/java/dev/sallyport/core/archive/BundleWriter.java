package dev.sallyport.core.archive;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.sallyport.core.event.RawPayload;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Packs many webhooks into one object: compressed in blocks, each webhook readable by itself, everything checksummed.
 * The form is that of {@link BundleFormat}, wherever the bundle is kept. For one thread and one bundle.
 */
public final class BundleWriter {

    private final Buffer bundle = new Buffer();
    private final Buffer block = new Buffer();
    private final List<BundleEntry> inBlock = new ArrayList<>();
    private final Buffer index = new Buffer();
    private final List<BundlePlace> places = new ArrayList<>();

    private BundleWriter() {}

    /**
     * Packs webhooks into a bundle.
     *
     * @param entries at least one, of distinct keys and together less than 1 GiB
     * @throws IllegalArgumentException if there is none, a body does not have its digest, or a head is not well-formed
     *     Unicode: nothing is packed that could not be unpacked
     */
    public static SealedBundle seal(List<BundleEntry> entries) {
        if (entries.isEmpty()) {
            throw new IllegalArgumentException("a bundle holds at least one webhook");
        }
        try {
            return new BundleWriter().write(entries);
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("a head must be well-formed Unicode", e);
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory cannot fail to be written", e);
        }
    }

    private SealedBundle write(List<BundleEntry> entries) throws IOException {
        bundle.data.write(BundleFormat.MAGIC);
        bundle.data.writeShort(BundleFormat.VERSION);
        bundle.data.writeShort(0);
        for (BundleEntry entry : entries) {
            writeEntry(entry);
            inBlock.add(entry);
            if (block.size() >= BundleFormat.BLOCK_BYTES) {
                closeBlock();
            }
        }
        closeBlock();
        int indexAt = bundle.size();
        byte[] frame = BundleFrame.write(BundleFrame.INDEX, places.size(), index.toByteArray(), index.size());
        bundle.data.write(frame);
        bundle.data.writeLong(indexAt);
        bundle.data.writeInt(frame.length);
        bundle.data.writeInt(places.size());
        bundle.data.write(RawPayload.adopt(bundle.toByteArray()).sha256().toByteArray());
        bundle.data.write(BundleFormat.END_MAGIC);
        RawPayload bytes = RawPayload.adopt(bundle.toByteArray());
        return new SealedBundle(bytes, bytes.sha256(), places);
    }

    private void writeEntry(BundleEntry entry) throws IOException {
        if (!entry.body().sha256().equals(entry.sha256())) {
            throw new IllegalArgumentException("the body of " + entry.key() + " does not have the SHA-256 given");
        }
        writeKey(block.data, entry);
        byte[] head = utf8(entry.head());
        block.data.writeInt(head.length);
        block.data.write(head);
        block.data.write(entry.sha256().toByteArray());
        block.data.writeInt(entry.body().size());
        entry.body().writeTo(block.data);
    }

    private void closeBlock() throws IOException {
        if (inBlock.isEmpty()) {
            return;
        }
        byte[] frame = BundleFrame.write(BundleFrame.BLOCK, inBlock.size(), block.toByteArray(), block.size());
        for (int position = 0; position < inBlock.size(); position++) {
            BundlePlace place = new BundlePlace(bundle.size(), frame.length, position);
            writeToIndex(inBlock.get(position), place);
            places.add(place);
        }
        bundle.data.write(frame);
        block.reset();
        inBlock.clear();
    }

    private void writeToIndex(BundleEntry entry, BundlePlace place) throws IOException {
        writeKey(index.data, entry);
        index.data.write(entry.sha256().toByteArray());
        index.data.writeInt(entry.body().size());
        index.data.writeLong(place.offset());
        index.data.writeInt(place.length());
        index.data.writeInt(place.position());
    }

    private static void writeKey(DataOutputStream out, BundleEntry entry) throws IOException {
        byte[] key = entry.key().value().getBytes(US_ASCII);
        out.writeShort(key.length);
        out.write(key);
    }

    /** Refuses what would come back as something else. */
    private static byte[] utf8(String text) throws CharacterCodingException {
        ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        return bytes;
    }

    /** Bytes in memory with a way to write numbers. */
    private static final class Buffer extends ByteArrayOutputStream {

        private final DataOutputStream data = new DataOutputStream(this);
    }
}
