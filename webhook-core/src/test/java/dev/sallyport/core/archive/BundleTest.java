package dev.sallyport.core.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sallyport.core.archive.BundleReading.Damaged;
import dev.sallyport.core.archive.BundleReading.Placed;
import dev.sallyport.core.archive.BundleReading.Whole;
import dev.sallyport.core.event.ArchiveKey;
import dev.sallyport.core.event.RawPayload;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class BundleTest {

    /** The bundle of {@code webhook("a")} and {@code webhook("b")} as the first version wrote it. */
    private static final String VERSION_1 =
            "U1BCVU5ETEUAAQAAQgAAAAIAAACYAAAAzvV8XQV4AWMQS0zOTdU3MjAy0zU01DUy0k/UyyrOz2NgYJCqVspNLcnIT1GyUgrwDw5R"
                    + "0lHKBLETlWobypkfXE2urhNYWyGtsJEl+ozwqzO3CizVJAtFYqWlWpmAunmrlVLLUvNKIBoYMKxJImRNklJtb2mSnV/80+Mvrj50"
                    + "3bQ+6MVnJmPbmYeil4TM5rspUpg5A9UaoAYAz19BlEkAAAACAAAAegAAAJhSCyloeAFjEEtMzk3VNzIwMtM1NNQ1MtJP1Msqzs9r"
                    + "KGd+cDW5uk5gbYW0wkaW6DPCr87cKrBUkywUiZWWamViYGDgBWIQ4AHilWAWhllJYLN6S5Ps/OKfHn9x9aHrpvVBLz4zGdvOPBS9"
                    + "JGQ2302RwswZQL3oZjECADN/KxUAAAAAAAAAtQAAAIsAAAAC7yBbCQnY+sM1JIhkdFs5/7yL97DiA10j/GnMl7gFazFTUEJVTkVO"
                    + "RA==";

    private static BundleEntry webhook(String name) {
        RawPayload body = RawPayload.copyOf(("{\"event\":\"" + name + "\"}").getBytes(UTF_8));
        return new BundleEntry(
                new ArchiveKey("acme/2026-11-22/" + name.split(" ")[0] + ".json"),
                "{\"method\":\"POST\",\"id\":\"" + name + "\"}",
                body.sha256(),
                body);
    }

    @Nested
    class Seal {

        @Test
        void shouldRefuseAnEmptyBundle() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> BundleWriter.seal(List.of()))
                    .withMessage("a bundle holds at least one webhook");
        }

        @Test
        void shouldRefuseABodyThatIsNotTheOneThatArrived() {
            BundleEntry a = webhook("a");
            BundleEntry wrong =
                    new BundleEntry(a.key(), a.head(), a.sha256(), webhook("b").body());

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> BundleWriter.seal(List.of(wrong)))
                    .withMessage("the body of acme/2026-11-22/a.json does not have the SHA-256 given");
        }

        @Test
        void shouldRefuseAHeadThatWouldComeBackAsSomethingElse() {
            BundleEntry a = webhook("a");

            assertThatIllegalArgumentException()
                    .isThrownBy(
                            () -> BundleWriter.seal(List.of(new BundleEntry(a.key(), "\ud800", a.sha256(), a.body()))))
                    .withMessage("a head must be well-formed Unicode");
        }

        @Test
        void shouldPackWhatWebhooksHaveInCommonOnce() {
            List<BundleEntry> many = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                many.add(webhook("event-" + i + " of a provider that says much the same each time ".repeat(10)));
            }
            int plain = many.stream().mapToInt(entry -> 2 * entry.body().size()).sum();

            assertThat(BundleWriter.seal(many).bytes().size()).isLessThan(plain / 5);
        }
    }

    @Nested
    class Read {

        @Test
        void shouldReadWhatTheFirstVersionWrote() {
            RawPayload bundle = RawPayload.adopt(Base64.getDecoder().decode(VERSION_1));

            assertThat(BundleReader.read(bundle))
                    .isInstanceOfSatisfying(
                            Whole.class,
                            whole -> assertThat(whole.webhooks())
                                    .extracting(Placed::entry)
                                    .containsExactly(webhook("a"), webhook("b")));
        }

        @Test
        void shouldSayThatAVersionIsUnknown() {
            byte[] later = BundleWriter.seal(List.of(webhook("a"))).bytes().toByteArray();
            later[9] = 2;

            assertThat(BundleReader.read(RawPayload.adopt(later)))
                    .isEqualTo(new Damaged(
                            "it is of version 2, which this program does not know, or its header is damaged"));
        }

        @Test
        void shouldNotTakeOneBlockForAnother() {
            SealedBundle bundle = BundleWriter.seal(List.of(webhook("a"), webhook("b")));
            BundlePlace first = bundle.places().getFirst();
            byte[] block = new byte[first.length()];
            bundle.bytes().asReadOnlyBuffer().get(12, block);

            assertThat(BundleReader.readOne(
                            RawPayload.adopt(block), new BundlePlace(first.offset(), first.length(), 2)))
                    .isEqualTo(new Damaged("a part of it is not the one that belongs there"));
        }
    }

    @Test
    void shouldNotShowWhatAWebhookSays() {
        assertThat(webhook("secret")).hasToString("BundleEntry[acme/2026-11-22/secret.json, 18 bytes]");
    }
}
