package dev.sallyport.core.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.core.archive.ArchiveDecision.Expire;
import dev.sallyport.core.archive.ArchiveDecision.Keep;
import dev.sallyport.core.archive.ArchiveDecision.Transition;
import dev.sallyport.core.archive.ArchivePolicy.Mode;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ArchivePolicyTest {

    private static final Instant RECEIVED = Instant.parse("2026-08-01T12:00:00Z");
    private static final Instant DAY_30 = Instant.parse("2026-08-31T12:00:00Z");
    private static final Instant DAY_365 = Instant.parse("2027-08-01T12:00:00Z");

    @Nested
    class BundleAfter {

        @Test
        void shouldBundleAtOnceIfSoConfigured() {
            assertThat(new ArchivePolicy(Mode.BUNDLED, Duration.ofDays(30), null).bundleAfter())
                    .isEqualTo(Duration.ZERO);
        }

        @Test
        void shouldBundleWhatIsToGoToTheCheaperClassOfStorage() {
            assertThat(new ArchivePolicy(Mode.ON_RECEIPT, Duration.ofDays(30), null).bundleAfter())
                    .isEqualTo(Duration.ofDays(30));
        }

        @Test
        void shouldNeverBundleOtherwise() {
            assertThat(new ArchivePolicy(Mode.ON_RECEIPT, null, Duration.ofDays(30)).bundleAfter())
                    .isNull();
        }
    }

    @Nested
    class Decide {

        private final ArchivePolicy both = new ArchivePolicy(Mode.BUNDLED, Duration.ofDays(30), Duration.ofDays(365));

        @Test
        void shouldKeepForEverByDefault() {
            assertThat(ArchivePolicy.onReceipt().decide(RECEIVED, Instant.parse("9999-12-31T00:00:00Z")))
                    .isEqualTo(new Keep(null));
        }

        @Test
        void shouldKeepUntilTheTransition() {
            assertThat(both.decide(RECEIVED, RECEIVED)).isEqualTo(new Keep(DAY_30));
            assertThat(both.decide(RECEIVED, DAY_30.minusNanos(1))).isEqualTo(new Keep(DAY_30));
        }

        @Test
        void shouldTransitionUntilExpiry() {
            assertThat(both.decide(RECEIVED, DAY_30)).isEqualTo(new Transition(DAY_365));
            assertThat(both.decide(RECEIVED, DAY_365.minusNanos(1))).isEqualTo(new Transition(DAY_365));
        }

        @Test
        void shouldExpireAtTheExactMoment() {
            assertThat(both.decide(RECEIVED, DAY_365)).isEqualTo(new Expire());
            assertThat(both.decide(RECEIVED, DAY_365.plusSeconds(1))).isEqualTo(new Expire());
        }

        @Test
        void shouldExpireWithoutTransition() {
            ArchivePolicy policy = new ArchivePolicy(Mode.ON_RECEIPT, null, Duration.ofDays(365));

            assertThat(policy.decide(RECEIVED, DAY_30)).isEqualTo(new Keep(DAY_365));
            assertThat(policy.decide(RECEIVED, DAY_365)).isEqualTo(new Expire());
        }

        @Test
        void shouldTransitionWithoutExpiry() {
            ArchivePolicy policy = new ArchivePolicy(Mode.ON_RECEIPT, Duration.ofDays(30), null);

            assertThat(policy.decide(RECEIVED, DAY_365)).isEqualTo(new Transition(null));
        }

        @Test
        void shouldKeepWhatSeemsToComeFromTheFuture() {
            assertThat(both.decide(RECEIVED, RECEIVED.minusSeconds(60))).isEqualTo(new Keep(DAY_30));
        }
    }

    @Nested
    class Validation {

        @Test
        void shouldRefuseAgesThatAreNotPositive() {
            assertThatThrownBy(() -> new ArchivePolicy(Mode.BUNDLED, null, null, Duration.ZERO))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("sealAfter must be more than zero, not PT0S");
            assertThatThrownBy(() -> new ArchivePolicy(Mode.ON_RECEIPT, Duration.ZERO, null))
                    .hasMessage("transitionAfter must be more than zero, not PT0S");
            assertThatThrownBy(() -> new ArchivePolicy(Mode.ON_RECEIPT, null, Duration.ofDays(-1)))
                    .hasMessage("expireAfter must be more than zero, not PT-24H");
        }

        @Test
        void shouldRefuseATransitionThatNeverHappens() {
            Duration day = Duration.ofDays(1);

            assertThatThrownBy(() -> new ArchivePolicy(Mode.ON_RECEIPT, day, day))
                    .hasMessage("transitionAfter must be less than expireAfter");
        }
    }
}
