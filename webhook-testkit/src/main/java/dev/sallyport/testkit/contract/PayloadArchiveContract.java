package dev.sallyport.testkit.contract;

import static dev.sallyport.testkit.fixture.Webhooks.ACME;
import static dev.sallyport.testkit.fixture.Webhooks.NOON;
import static dev.sallyport.testkit.fixture.Webhooks.aBody;
import static dev.sallyport.testkit.fixture.Webhooks.aFailure;
import static dev.sallyport.testkit.fixture.Webhooks.aRecord;
import static dev.sallyport.testkit.fixture.Webhooks.anOriginal;
import static dev.sallyport.testkit.fixture.Webhooks.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.event.ArchiveKey;
import dev.sallyport.core.event.ArchivedWebhook;
import dev.sallyport.core.event.DeathReason;
import dev.sallyport.core.event.Headers;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.event.WebhookRequest;
import dev.sallyport.core.port.out.PayloadArchive;
import dev.sallyport.core.port.out.PayloadArchive.ArchiveOutcome;
import dev.sallyport.core.port.out.PayloadArchive.ReadOutcome;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every {@link PayloadArchive} does. */
public interface PayloadArchiveContract {

    /** Returns the archive under test: empty at the beginning of a test, the same one until its end. */
    PayloadArchive archive();

    /** Everything that an archive does. */
    interface All extends Store, Read, Damage, DeadLetters {}

    /** {@link PayloadArchive#store}. */
    interface Store extends PayloadArchiveContract {

        @Test
        default void shouldStoreUnderAFreeKey() {
            assertThat(archive().store(key("a"), anOriginal("a"))).isEqualTo(new ArchiveOutcome.Stored());
            assertThat(archive().read(key("a"))).isEqualTo(new ReadOutcome.Found(anOriginal("a")));
        }

        @Test
        default void shouldKeepWhatWasStoredFirst() {
            ArchivedWebhook first = anOriginal("a", aBody("first"));
            archive().store(key("a"), first);

            assertThat(archive().store(key("a"), anOriginal("a", aBody("the second one"))))
                    .isEqualTo(new ArchiveOutcome.AlreadyStored(
                            first.body().sha256(), first.body().size()));
            assertThat(archive().read(key("a"))).isEqualTo(new ReadOutcome.Found(first));
        }

        @Test
        default void shouldSayThatEqualBytesAreAlreadyStoredWhenStoredAgain() {
            ArchivedWebhook original = anOriginal("a");
            archive().store(key("a"), original);

            assertThat(archive().store(key("a"), original))
                    .isEqualTo(new ArchiveOutcome.AlreadyStored(
                            original.body().sha256(), original.body().size()));
        }

        @Test
        default void shouldLetExactlyOneOfManyConcurrentWritersOfAKeyWin() {
            List<ArchivedWebhook> rivals = IntStream.range(0, 16)
                    .mapToObj(i -> anOriginal("a", aBody("rival-" + i)))
                    .toList();

            List<ArchiveOutcome> outcomes =
                    Together.run(rivals.size(), i -> archive().store(key("a"), rivals.get(i)));

            assertThat(outcomes)
                    .filteredOn(ArchiveOutcome.Stored.class::isInstance)
                    .hasSize(1);
            ArchivedWebhook winner = rivals.get(outcomes.indexOf(new ArchiveOutcome.Stored()));
            assertThat(archive().read(key("a"))).isEqualTo(new ReadOutcome.Found(winner));
            assertThat(outcomes)
                    .filteredOn(ArchiveOutcome.AlreadyStored.class::isInstance)
                    .hasSize(15)
                    .containsOnly(new ArchiveOutcome.AlreadyStored(
                            winner.body().sha256(), winner.body().size()));
        }

        @Test
        default void shouldStoreDifferentKeysConcurrently() {
            List<ArchiveOutcome> outcomes =
                    Together.run(32, i -> archive().store(key("event-" + i), anOriginal("event-" + i)));

            assertThat(outcomes).hasSize(32).containsOnly(new ArchiveOutcome.Stored());
            for (int i = 0; i < 32; i++) {
                assertThat(archive().read(key("event-" + i)))
                        .isEqualTo(new ReadOutcome.Found(anOriginal("event-" + i)));
            }
        }
    }

    /** {@link PayloadArchive#read}. */
    interface Read extends PayloadArchiveContract {

        @Test
        default void shouldMissWhatWasNeverStored() {
            archive().store(key("a"), anOriginal("a"));

            assertThat(archive().read(key("b"))).isEqualTo(new ReadOutcome.Missing());
        }

        @ParameterizedTest
        @MethodSource("bodies")
        default void shouldReturnTheBytesThatWereStored(RawPayload body) {
            archive().store(key("a"), anOriginal("a", body));

            ReadOutcome outcome = archive().read(key("a"));

            assertThat(outcome).isInstanceOfSatisfying(ReadOutcome.Found.class, found -> {
                assertThat(found.webhook().body().toByteArray()).isEqualTo(body.toByteArray());
                assertThat(found.webhook().body().sha256()).isEqualTo(body.sha256());
            });
        }

        /** Returns bodies that a detour through text, a size of zero or a small buffer would change. */
        static Stream<RawPayload> bodies() {
            byte[] everyByte = new byte[256];
            for (int i = 0; i < everyByte.length; i++) {
                everyByte[i] = (byte) i;
            }
            byte[] mebibyte = new byte[1 << 20];
            new Random(20_260_301).nextBytes(mebibyte);
            return Stream.of(
                            new byte[0],
                            new byte[1],
                            everyByte,
                            new byte[] {(byte) 0xc3, 0x28, (byte) 0xff, (byte) 0xfe, 0},
                            new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf, '{', '}'},
                            "{ \"a\":1 }\r\n\n \t".getBytes(java.nio.charset.StandardCharsets.US_ASCII),
                            mebibyte)
                    .map(RawPayload::copyOf);
        }

        @Test
        default void shouldReturnHeadersInOrderWithRepetitionsAndSpelling() {
            Headers headers = Headers.of(
                    "X-Signature",
                    "one",
                    "content-type",
                    "application/json; charset=utf-8",
                    "X-SIGNATURE",
                    "two",
                    "x-signature",
                    "one",
                    "X-Empty",
                    "",
                    "X-Latin",
                    "caf\u00e9 \"quoted\" \\ , ; =");
            ArchivedWebhook original = new ArchivedWebhook(
                    id("a"),
                    ACME,
                    new WebhookRequest(
                            "PUT",
                            "https://gate.example:8443/webhooks/acme?a=1&a=%20&b=%C3%BC",
                            headers,
                            aBody("a"),
                            Instant.parse("2026-02-28T23:59:59.123456789Z")));
            archive().store(key("a"), original);

            assertThat(archive().read(key("a"))).isInstanceOfSatisfying(ReadOutcome.Found.class, found -> {
                assertThat(found.webhook()).isEqualTo(original);
                assertThat(found.webhook().request().headers().all("x-signature"))
                        .containsExactly("one", "two", "one");
            });
        }

        @Test
        default void shouldReturnARequestWithoutHeaders() {
            ArchivedWebhook original = new ArchivedWebhook(
                    id("a"),
                    ACME,
                    new WebhookRequest("POST", "https://gate.example/webhooks/acme", Headers.none(), aBody("a"), NOON));
            archive().store(key("a"), original);

            assertThat(archive().read(key("a"))).isEqualTo(new ReadOutcome.Found(original));
        }

        @Test
        default void shouldNotChangeWhenAReadCopyIsWrittenTo() {
            archive().store(key("a"), anOriginal("a"));

            if (archive().read(key("a")) instanceof ReadOutcome.Found found) {
                found.webhook().body().toByteArray()[0] ^= 1;
            }

            assertThat(archive().read(key("a"))).isEqualTo(new ReadOutcome.Found(anOriginal("a")));
        }
    }

    /** Reading what is no longer what was stored. */
    interface Damage extends PayloadArchiveContract {

        /** Changes at least one byte of the body that is kept under a key, behind the archive's back. */
        void damage(ArchiveKey key);

        @Test
        default void shouldNoticeThatABodyWasDamaged() {
            archive().store(key("a"), anOriginal("a"));
            archive().store(key("b"), anOriginal("b"));

            damage(key("a"));

            assertThat(archive().read(key("a"))).isInstanceOf(ReadOutcome.Corrupt.class);
            assertThat(archive().read(key("b"))).isEqualTo(new ReadOutcome.Found(anOriginal("b")));
        }
    }

    /** {@link PayloadArchive#storeDeadLetter}. */
    interface DeadLetters extends PayloadArchiveContract {

        /** Returns what is kept of a dead letter, in whatever form of text the archive writes; null for nothing. */
        @Nullable
        String deadLetterText(ArchiveKey key);

        @Test
        default void shouldKeepADeadLetterWithItsHistory() {
            WebhookRecord dead = aRecord("a").failed(aFailure(1), NOON).dead(aFailure(2), DeathReason.PIPELINE_FAILED);

            archive().storeDeadLetter(deadKey("a"), dead);

            assertThat(deadLetterText(deadKey("a"))).contains(id("a").value(), "bus-refused-1", "bus-refused-2");
            assertThat(deadLetterText(deadKey("b"))).isNull();
        }

        @Test
        default void shouldReplaceADeadLetterByALaterOne() {
            WebhookRecord once = aRecord("a").dead(aFailure(1), DeathReason.PIPELINE_FAILED);
            WebhookRecord twice =
                    once.redriven(NOON).failed(aFailure(2), NOON).dead(aFailure(3), DeathReason.PIPELINE_FAILED);
            archive().storeDeadLetter(deadKey("a"), once);

            archive().storeDeadLetter(deadKey("a"), twice);

            assertThat(deadLetterText(deadKey("a")))
                    .contains("bus-refused-2", "bus-refused-3")
                    .doesNotContain("bus-refused-1");
        }

        @Test
        default void shouldKeepTheBodyBesideItsDeadLetter() {
            archive().store(key("a"), anOriginal("a"));

            archive().storeDeadLetter(deadKey("a"), aRecord("a").dead(aFailure(1), DeathReason.PIPELINE_FAILED));

            assertThat(archive().read(key("a"))).isEqualTo(new ReadOutcome.Found(anOriginal("a")));
        }

        private static ArchiveKey deadKey(String event) {
            return ArchiveKey.ofDeadLetter(id(event), NOON);
        }
    }

    private static ArchiveKey key(String event) {
        return ArchiveKey.ofWebhook(ACME, id(event), NOON);
    }
}
