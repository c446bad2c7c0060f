package dev.sallyport.core.archive;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sallyport.core.archive.BundleReading.Damaged;
import dev.sallyport.core.archive.BundleReading.Placed;
import dev.sallyport.core.archive.BundleReading.Whole;
import dev.sallyport.core.event.ArchiveKey;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.event.Sha256;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DataFormatException;

/** Unpacks what {@link BundleWriter} packed, and proves on the way that not a byte of it has changed. Stateless. */
public final class BundleReader {

    private BundleReader() {}

    /** Reads a whole bundle: header, every webhook with the digest of its body, index, and the digest of it all. */
    public static BundleReading read(RawPayload bundle) {
        try {
            return new Whole(readBundle(bundle.toByteArray()));
        } catch (DataFormatException e) {
            return new Damaged(String.valueOf(e.getMessage()));
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            return new Damaged("a part of it cannot be understood");
        }
    }

    /**
     * Reads one block alone.
     *
     * @param block the bytes of the bundle that {@code place} names
     * @param place where the webhook stands that is wanted
     * @return that webhook alone
     */
    public static BundleReading readOne(RawPayload block, BundlePlace place) {
        try {
            List<Placed> entries = readBlock(block.toByteArray(), place.offset());
            if (block.size() != place.length() || place.position() >= entries.size()) {
                return new Damaged("a part of it is not the one that belongs there");
            }
            return new Whole(List.of(entries.get(place.position())));
        } catch (DataFormatException e) {
            return new Damaged(String.valueOf(e.getMessage()));
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            return new Damaged("a part of it cannot be understood");
        }
    }

    private static List<Placed> readBundle(byte[] bundle) throws DataFormatException {
        if (bundle.length < BundleFormat.HEADER + BundleFormat.FOOTER) {
            throw new DataFormatException("it is cut off");
        }
        ByteBuffer header = ByteBuffer.wrap(bundle);
        if (!Arrays.equals(take(header, BundleFormat.MAGIC.length), BundleFormat.MAGIC)) {
            throw new DataFormatException("it is no bundle");
        }
        short version = header.getShort();
        if (version != BundleFormat.VERSION || header.getShort() != 0) {
            throw new DataFormatException(
                    "it is of version " + version + ", which this program does not know, or its header is damaged");
        }
        int footerAt = bundle.length - BundleFormat.FOOTER;
        ByteBuffer footer = ByteBuffer.wrap(bundle, footerAt, BundleFormat.FOOTER);
        long indexAt = footer.getLong();
        int indexLength = footer.getInt();
        int count = footer.getInt();
        Sha256 digest = Sha256.of(take(footer, BundleFormat.DIGEST));
        if (!Arrays.equals(take(footer, BundleFormat.END_MAGIC.length), BundleFormat.END_MAGIC)) {
            throw new DataFormatException("its end is missing");
        }
        byte[] digested = Arrays.copyOf(bundle, footerAt + BundleFormat.FOOTER_NUMBERS);
        if (!RawPayload.adopt(digested).sha256().equals(digest)) {
            throw new DataFormatException("its SHA-256 does not hold");
        }
        if (indexAt < BundleFormat.HEADER || indexLength < 0 || indexAt + indexLength != footerAt) {
            throw new DataFormatException("its footer is wrong");
        }
        List<Indexed> index = readIndex(Arrays.copyOfRange(bundle, (int) indexAt, footerAt));
        if (index.size() != count) {
            throw new DataFormatException("its footer is wrong");
        }
        return readBlocks(bundle, (int) indexAt, index);
    }

    /** Walks the blocks by the index, which must lead from one to the next without a gap. */
    private static List<Placed> readBlocks(byte[] bundle, int end, List<Indexed> index) throws DataFormatException {
        List<Placed> webhooks = new ArrayList<>(index.size());
        int at = BundleFormat.HEADER;
        while (webhooks.size() < index.size()) {
            BundlePlace next = index.get(webhooks.size()).place;
            if (next.offset() != at || next.length() > end - at) {
                throw new DataFormatException("its index does not fit its blocks");
            }
            webhooks.addAll(readBlock(Arrays.copyOfRange(bundle, at, at + next.length()), at));
            at += next.length();
        }
        boolean fits = at == end && webhooks.size() == index.size();
        for (int i = 0; fits && i < index.size(); i++) {
            fits = index.get(i).describes(webhooks.get(i));
        }
        if (!fits) {
            throw new DataFormatException("its index does not fit its blocks");
        }
        return webhooks;
    }

    private static List<Placed> readBlock(byte[] block, long offset) throws DataFormatException {
        BundleFrame frame = BundleFrame.read(BundleFrame.BLOCK, block);
        ByteBuffer plain = frame.plain();
        List<Placed> entries = new ArrayList<>();
        for (int position = 0; position < frame.count(); position++) {
            ArchiveKey key = key(plain);
            String head = new String(take(plain, plain.getInt()), UTF_8);
            Sha256 sha256 = Sha256.of(take(plain, BundleFormat.DIGEST));
            RawPayload body = RawPayload.adopt(take(plain, plain.getInt()));
            if (!body.sha256().equals(sha256)) {
                throw new DataFormatException("a body in it does not have the SHA-256 that was kept with it");
            }
            entries.add(new Placed(
                    new BundlePlace(offset, block.length, position), new BundleEntry(key, head, sha256, body)));
        }
        if (plain.hasRemaining() || entries.isEmpty()) {
            throw new DataFormatException("a block of it holds something else than it says");
        }
        return entries;
    }

    private static List<Indexed> readIndex(byte[] index) throws DataFormatException {
        BundleFrame frame = BundleFrame.read(BundleFrame.INDEX, index);
        ByteBuffer plain = frame.plain();
        List<Indexed> entries = new ArrayList<>();
        for (int i = 0; i < frame.count(); i++) {
            ArchiveKey key = key(plain);
            Sha256 sha256 = Sha256.of(take(plain, BundleFormat.DIGEST));
            int size = plain.getInt();
            entries.add(
                    new Indexed(key, sha256, size, new BundlePlace(plain.getLong(), plain.getInt(), plain.getInt())));
        }
        if (plain.hasRemaining() || entries.isEmpty()) {
            throw new DataFormatException("its index holds something else than it says");
        }
        return entries;
    }

    private static ArchiveKey key(ByteBuffer plain) {
        return new ArchiveKey(new String(take(plain, Short.toUnsignedInt(plain.getShort())), US_ASCII));
    }

    private static byte[] take(ByteBuffer from, int length) {
        if (length < 0 || length > from.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] taken = new byte[length];
        from.get(taken);
        return taken;
    }

    private record Indexed(ArchiveKey key, Sha256 sha256, int size, BundlePlace place) {

        boolean describes(Placed webhook) {
            BundleEntry entry = webhook.entry();
            return place.equals(webhook.place())
                    && key.equals(entry.key())
                    && sha256.equals(entry.sha256())
                    && size == entry.body().size();
        }
    }
}
