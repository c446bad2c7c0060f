package dev.sallyport.local.store;

import static dev.sallyport.testkit.fixture.Webhooks.aFailure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.archive.ArchivePolicy;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.port.out.PayloadArchive.ReadOutcome;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExpiryIT extends ArchiveKeeperTestBase {

    static List<ArchivePolicy> policies() {
        return List.of(KEPT_FOR_30_DAYS, BUNDLED_FOR_30_DAYS);
    }

    @ParameterizedTest
    @MethodSource("policies")
    void shouldRemoveBodiesAtTheEndOfTheirRetentionAndNoneBefore(ArchivePolicy policy) throws IOException {
        WebhookRecord a = takeInAndProcess("a");
        clock.advance(DAY);
        WebhookRecord b = takeInAndProcess("b");
        clock.advance(DAY.multipliedBy(29).minusNanos(1));
        ArchiveKeeper keeper = keeper(policy);
        keepOn(keeper);
        assertThatItReads("a", a);

        clock.advance(Duration.ofNanos(1));
        keepOn(keeper);

        assertThat(read(a)).isEqualTo(new ReadOutcome.Missing());
        assertThatItReads("b", b);
        assertThat(store.webhooks().find(a.id())).isEqualTo(a);
        assertThat(files()).hasSize(policy == BUNDLED_FOR_30_DAYS ? 1 : 0);
        assertThat(told).filteredOn(line -> line.contains("expired")).containsExactly("acme bodies expired 1");
        assertThat(Sqlite.query(database(), "SELECT count(*) FROM bundles")).isEqualTo(files().size() + "");
    }

    @ParameterizedTest
    @MethodSource("policies")
    void shouldKeepWhatIsStillToBeProcessed(ArchivePolicy policy) {
        WebhookRecord a = takeIn("a");
        WebhookRecord b = takeInAndProcess("b");
        clock.advance(DAY);
        ArchiveKeeper keeper = keeper(policy);
        keepOn(keeper);
        clock.advance(DAY.multipliedBy(100));
        keepOn(keeper);
        assertThatItReads("a", a);
        assertThatItReads("b", b);

        store.webhooks().replaceAll(List.of(a.processed(clock.instant())));
        keepOn(keeper);

        assertThat(read(a)).isEqualTo(new ReadOutcome.Missing());
        assertThat(read(b)).isEqualTo(new ReadOutcome.Missing());
    }

    @Test
    void shouldExpireManyInSteps() {
        for (int i = 0; i < 700; i++) {
            takeInAndProcess("event-" + i);
        }
        clock.advance(DAY.multipliedBy(31));

        keep(KEPT_FOR_30_DAYS);

        assertThat(lying()).isEqualTo("0");
        assertThat(Sqlite.query(database(), "SELECT max(done_to) FROM archive_progress"))
                .isEqualTo("700");
        assertThat(told)
                .containsExactly("acme bodies expired 256", "acme bodies expired 256", "acme bodies expired 188");
    }

    @Test
    void shouldKeepEverythingOfProvidersWithoutAPolicy() {
        WebhookRecord a = takeInAndProcess("a");
        clock.advance(DAY.multipliedBy(10_000));

        keepOn(store.archiveKeeper(Map.of()));

        assertThatItReads("a", a);
    }

    @Test
    void shouldNeitherExpireNorWaitForWhatSeemsToComeFromTheFuture() {
        clock.advance(DAY.multipliedBy(365));
        WebhookRecord ahead = takeInAndProcess("ahead");
        clock.advance(DAY.multipliedBy(-365));
        WebhookRecord a = takeInAndProcess("a");
        clock.advance(DAY.multipliedBy(31));

        keep(KEPT_FOR_30_DAYS);

        assertThatItReads("ahead", ahead);
        assertThat(read(a)).isEqualTo(new ReadOutcome.Missing());
        clock.advance(DAY.multipliedBy(365));
        keep(KEPT_FOR_30_DAYS);
        assertThat(read(ahead)).isEqualTo(new ReadOutcome.Missing());
    }

    @Nested
    class DeadLetters {

        @Test
        void shouldGoAtTheEndOfTheDayOnWhichTheirRetentionEnds() {
            WebhookRecord dead = takeInAndGiveUp("a");
            assertThat(dead.failures().getLast().at()).isEqualTo(aFailure(1).at());
            clock.advance(DAY.multipliedBy(30).plusHours(12).minusNanos(1));
            ArchiveKeeper keeper = keeper(KEPT_FOR_30_DAYS);
            keepOn(keeper);
            assertThat(store.archive().readDeadLetter(letterOf(dead))).isPresent();

            clock.advance(Duration.ofNanos(1));
            keepOn(keeper);

            assertThat(store.archive().readDeadLetter(letterOf(dead))).isEmpty();
            assertThat(store.webhooks().find(dead.id())).isEqualTo(dead);
            assertThat(told).contains("acme letters expired 1");
        }

        @Test
        void shouldStayWithoutAPolicy() {
            WebhookRecord dead = takeInAndGiveUp("a");
            clock.advance(DAY.multipliedBy(1_000));

            keep(BUNDLED);

            assertThat(store.archive().readDeadLetter(letterOf(dead))).isPresent();
        }
    }
}
