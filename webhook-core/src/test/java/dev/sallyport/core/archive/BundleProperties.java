package dev.sallyport.core.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.archive.BundleReading.Damaged;
import dev.sallyport.core.archive.BundleReading.Placed;
import dev.sallyport.core.archive.BundleReading.Whole;
import dev.sallyport.core.event.ArchiveKey;
import dev.sallyport.core.event.RawPayload;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds of every bundle: it gives back what was put in, and notices every change (guarantee G4). */
class BundleProperties {

    private static final String SEED = "20261122";

    @Provide
    Arbitrary<List<BundleEntry>> webhooks() {
        Arbitrary<byte[]> bodies = Arbitraries.oneOf(
                Arbitraries.bytes().array(byte[].class).ofMaxSize(300),
                // Large and hard to compress, so that blocks are closed in the middle of a bundle.
                Arbitraries.integers().between(0, 200_000).map(BundleProperties::noise));
        Arbitrary<String> heads = Arbitraries.strings()
                .ofMaxLength(40)
                .filter(text -> text.equals(new String(text.getBytes(UTF_8), UTF_8)));
        return Combinators.combine(bodies, heads)
                .as(BundleProperties::entry)
                .list()
                .ofMinSize(1)
                .ofMaxSize(12);
    }

    private static byte[] noise(int size) {
        byte[] noise = new byte[size];
        new Random(size).nextBytes(noise);
        return noise;
    }

    private static BundleEntry entry(byte[] bytes, String head) {
        RawPayload body = RawPayload.copyOf(bytes);
        return new BundleEntry(new ArchiveKey("acme/2026-11-22/" + body.sha256() + ".json"), head, body.sha256(), body);
    }

    private static List<BundleEntry> small() {
        return List.of(
                entry("{\"a\":1}".getBytes(UTF_8), "{\"method\":\"POST\"}"),
                entry(new byte[0], ""),
                entry(noise(90), "{\"method\":\"PUT\"}"));
    }

    @Property(tries = 200, seed = SEED)
    void shouldGiveBackEveryWebhookInOrder(@ForAll("webhooks") List<BundleEntry> entries) {
        SealedBundle bundle = BundleWriter.seal(entries);

        assertThat(BundleReader.read(bundle.bytes())).isInstanceOfSatisfying(Whole.class, whole -> {
            assertThat(whole.webhooks()).extracting(Placed::entry).isEqualTo(entries);
            assertThat(whole.webhooks()).extracting(Placed::place).isEqualTo(bundle.places());
        });
        assertThat(bundle.sha256()).isEqualTo(bundle.bytes().sha256());
    }

    @Property(tries = 100, seed = SEED)
    void shouldGiveEachWebhookFromItsBlockAlone(@ForAll("webhooks") List<BundleEntry> entries) {
        SealedBundle bundle = BundleWriter.seal(entries);
        byte[] bytes = bundle.bytes().toByteArray();

        for (int i = 0; i < entries.size(); i++) {
            BundlePlace place = bundle.places().get(i);
            RawPayload block = part(bytes, place);
            assertThat(BundleReader.readOne(block, place))
                    .isEqualTo(new Whole(List.of(new Placed(place, entries.get(i)))));
        }
    }

    private static RawPayload part(byte[] bundle, BundlePlace place) {
        int from = Math.toIntExact(place.offset());
        return RawPayload.adopt(Arrays.copyOfRange(bundle, from, from + place.length()));
    }

    @Property(tries = 1)
    void shouldNoticeEveryTruncation() {
        byte[] bundle = BundleWriter.seal(small()).bytes().toByteArray();

        for (int length = 0; length < bundle.length; length++) {
            assertThat(BundleReader.read(RawPayload.adopt(Arrays.copyOf(bundle, length))))
                    .as("cut to %d of %d bytes", length, bundle.length)
                    .isInstanceOf(Damaged.class);
        }
    }

    @Property(tries = 1)
    void shouldNoticeEveryFlippedBit() {
        byte[] bundle = BundleWriter.seal(small()).bytes().toByteArray();

        for (int bit = 0; bit < bundle.length * Byte.SIZE; bit++) {
            assertThat(BundleReader.read(RawPayload.adopt(flipped(bundle, bit))))
                    .as("bit %d", bit)
                    .isInstanceOf(Damaged.class);
        }
    }

    @Property(tries = 1)
    void shouldNoticeEveryFlippedBitAndEveryTruncationOfABlockAlone() {
        SealedBundle sealed = BundleWriter.seal(small());
        BundlePlace place = sealed.places().get(2);
        byte[] block = part(sealed.bytes().toByteArray(), place).toByteArray();

        for (int bit = 0; bit < block.length * Byte.SIZE; bit++) {
            assertThat(BundleReader.readOne(RawPayload.adopt(flipped(block, bit)), place))
                    .as("bit %d", bit)
                    .isInstanceOf(Damaged.class);
        }
        for (int length = 0; length < block.length; length++) {
            assertThat(BundleReader.readOne(RawPayload.adopt(Arrays.copyOf(block, length)), place))
                    .as("cut to %d", length)
                    .isInstanceOf(Damaged.class);
        }
    }

    private static byte[] flipped(byte[] bytes, int bit) {
        byte[] copy = bytes.clone();
        copy[bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));
        return copy;
    }

    @Property(tries = 300, seed = SEED)
    void shouldNoticeWhateverIsAppendedOrOverwritten(
            @ForAll byte[] noise, @ForAll @IntRange(max = 10_000) int somewhere) {
        byte[] bundle = BundleWriter.seal(small()).bytes().toByteArray();
        byte[] longer = Arrays.copyOf(bundle, bundle.length + noise.length);
        System.arraycopy(noise, 0, longer, bundle.length, noise.length);
        byte[] overwritten = bundle.clone();
        int at = somewhere % bundle.length;
        System.arraycopy(noise, 0, overwritten, at, Math.min(noise.length, bundle.length - at));

        for (byte[] changed : List.of(longer, overwritten)) {
            if (!Arrays.equals(changed, bundle)) {
                assertThat(BundleReader.read(RawPayload.adopt(changed))).isInstanceOf(Damaged.class);
            }
        }
    }

    @Property(tries = 2_000, seed = SEED)
    void shouldNeverThrowAtWhatIsNoBundle(@ForAll byte[] noise) {
        assertThat(BundleReader.read(RawPayload.copyOf(noise))).isInstanceOf(Damaged.class);
        assertThat(BundleReader.readOne(RawPayload.copyOf(noise), new BundlePlace(12, noise.length + 1, 0)))
                .isInstanceOf(Damaged.class);
    }

    /** Nonsense behind a checksum that holds, as a faulty or a hostile writer would make it. */
    @Property(tries = 3_000, seed = SEED)
    void shouldNeverThrowAtNonsenseBehindAGoodChecksum(
            @ForAll byte[] noise, @ForAll int count, @ForAll @IntRange(max = 3) int position) {
        byte[] block = BundleFrame.write(BundleFrame.BLOCK, count, noise, noise.length);

        assertThat(BundleReader.readOne(RawPayload.adopt(block), new BundlePlace(12, block.length, position)))
                .isInstanceOf(Damaged.class);
    }
}
