package dev.sallyport.local.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.event.OrderingKey;
import dev.sallyport.local.store.Backlog.Claim;
import dev.sallyport.local.store.Backlog.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What the queue's contract leaves open; the rest is tested through {@link SqliteProcessingQueueIT}. */
class BacklogTest {

    private static final OrderingKey A = new OrderingKey("a");
    private static final OrderingKey B = new OrderingKey("b");
    private static final OrderingKey C = new OrderingKey("c");
    private static final Instant NOW = StoreFixture.NOON;
    private static final Instant LATER = NOW.plus(Duration.ofMinutes(1));

    private final Backlog backlog = new Backlog(100);

    private void append(OrderingKey key, long... seqs) {
        LongStream.of(seqs).forEach(seq -> backlog.append(seq, key));
        backlog.afterCommit();
    }

    private List<Long> claim(int limit) {
        return backlog.claim(limit, NOW, LATER).stream().map(Claim::seq).toList();
    }

    @Nested
    class Claiming {

        @Test
        void shouldGiveOneReadyKeyTheWholeLimit() {
            append(A, 1, 2, 3, 4, 5);

            assertThat(claim(4)).containsExactly(1L, 2L, 3L, 4L);
        }

        @Test
        void shouldShareTheLimitAmongReadyKeys() {
            append(A, 1, 2, 3, 4, 5);
            append(B, 6, 7, 8);
            append(C, 9);

            assertThat(claim(6)).containsExactly(1L, 2L, 6L, 7L, 9L);
        }

        @Test
        void shouldTakeKeysInTurn() {
            append(A, 1, 2);
            append(B, 3, 4);
            append(C, 5, 6);

            assertThat(claim(1)).containsExactly(1L);
            assertThat(claim(1)).containsExactly(3L);
            backlog.release(1, 1, NOW, NOW);
            assertThat(claim(1)).containsExactly(5L);
            assertThat(claim(1)).containsExactly(1L);
        }

        @Test
        void shouldNotHandOutWhatATransactionThatFailedHadAppended() {
            backlog.append(1, A);
            backlog.afterRollback();
            append(A, 2);

            assertThat(claim(10)).containsExactly(2L);
            assertThat(backlog.size()).isEqualTo(1);
        }
    }

    @Nested
    class Counting {

        @Test
        void shouldCountWhatWaitsAndWhatIsOut() {
            append(A, 1, 2);
            append(B, 3);
            claim(1);

            assertThat(backlog.size()).isEqualTo(3);

            backlog.delete(new Entry(1, A));
            backlog.afterCommit();

            assertThat(backlog.size()).isEqualTo(2);
        }

        @Test
        void shouldBeFullAtItsCapacityCountingTheTransactionUnderWay() {
            append(A, LongStream.range(0, 99).toArray());
            assertThat(backlog.isFull()).isFalse();

            backlog.append(99, A);

            assertThat(backlog.isFull()).isTrue();
            backlog.afterRollback();
            assertThat(backlog.isFull()).isFalse();
        }
    }

    @Nested
    class Deleting {

        @Test
        void shouldOpenTheKeyWhenTheLastOfARunIsGone() {
            append(A, 1, 2, 3);
            claim(2);

            backlog.delete(new Entry(2, A));
            backlog.afterCommit();
            assertThat(claim(10)).isEmpty();
            backlog.delete(new Entry(1, A));
            backlog.afterCommit();

            assertThat(claim(10)).containsExactly(3L);
        }

        @Test
        void shouldForgetAKeyThatHasNothingLeftAndBeginItAnew() {
            append(A, 1);
            claim(1);
            backlog.delete(new Entry(1, A));
            backlog.afterCommit();

            append(A, 2);

            assertThat(claim(10)).containsExactly(2L);
        }

        @Test
        void shouldDeleteWhatIsReadyAgainBecauseItsReservationEnded() {
            append(A, 1);
            append(B, 2);
            backlog.claim(10, NOW, LATER);
            // Both lanes wake, and A is handed out again before B is deleted.
            assertThat(backlog.claim(1, LATER, LATER.plusSeconds(1))).hasSize(1);

            backlog.delete(new Entry(2, B));
            backlog.afterCommit();

            assertThat(backlog.claim(10, LATER, LATER.plusSeconds(1))).isEmpty();
            assertThat(backlog.size()).isEqualTo(1);
        }
    }

    @Test
    void shouldKnowWhatIsOut() {
        append(A, 1, 2);
        long run = backlog.claim(1, NOW, LATER).getFirst().run();

        assertThat(backlog.isOut(1, A)).isTrue();
        assertThat(backlog.isOut(2, A)).isFalse();
        backlog.release(run, 1, NOW, NOW);
        assertThat(backlog.isOut(1, A)).isFalse();
    }
}
