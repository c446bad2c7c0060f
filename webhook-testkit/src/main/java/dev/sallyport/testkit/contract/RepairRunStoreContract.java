package dev.sallyport.testkit.contract;

import static dev.sallyport.testkit.fixture.Webhooks.ACME;
import static dev.sallyport.testkit.fixture.Webhooks.NOON;
import static dev.sallyport.testkit.fixture.Webhooks.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.event.DeathReason;
import dev.sallyport.core.event.WebhookStatus;
import dev.sallyport.core.port.out.RepairRunStore;
import dev.sallyport.core.repair.RepairRun;
import dev.sallyport.core.repair.RepairRun.Kind;
import dev.sallyport.core.repair.RepairRun.State;
import dev.sallyport.core.repair.RepairSelection;
import dev.sallyport.core.repair.RunId;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link RepairRunStore} does. */
public interface RepairRunStoreContract {

    /** Returns the store under test: empty at the beginning of a test, the same one until its end. */
    RepairRunStore runs();

    @Test
    default void shouldKeepANewRun() {
        runs().create(aRun(1));

        assertThat(runs().find(runId(1))).isEqualTo(aRun(1));
    }

    @Test
    default void shouldKeepEveryFieldOfARun() {
        RepairRun named = runOf(2, NOON)
                .kind(Kind.REPLAY)
                .selection(new RepairSelection.ByIds(List.of(id("b"), id("a"), id("c"))))
                .dryRun(true)
                .perSecond(100_000)
                .build();
        RepairRun matching = runOf(3, Instant.parse("2026-02-28T23:59:59.123456789Z"))
                .selection(new RepairSelection.Matching(
                        WebhookStatus.DEAD, ACME, NOON.minusNanos(1), NOON.plusNanos(1), DeathReason.HANDLER_FAILED))
                .build();
        RepairRun advanced = RepairRun.builder()
                .from(matching)
                .position("opaque \"cursor\" / é")
                .repaired(1L << 40)
                .skipped(2)
                .failed(3)
                .updatedAt(NOON.plusNanos(7))
                .revision(1)
                .build();
        runs().create(named);
        runs().create(matching);
        runs().replace(advanced);

        assertThat(runs().find(runId(2))).isEqualTo(named);
        assertThat(runs().find(runId(3))).isEqualTo(advanced);
    }

    @Test
    default void shouldFindNothingForAnUnknownId() {
        runs().create(aRun(1));

        assertThat(runs().find(runId(2))).isNull();
    }

    @Test
    default void shouldChangeNothingWhenARunIsCreatedAgain() {
        RepairRun advanced = next(aRun(1)).repaired(5).build();
        runs().create(aRun(1));
        runs().replace(advanced);

        runs().create(aRun(1));

        assertThat(runs().find(runId(1))).isEqualTo(advanced);
    }

    @Test
    default void shouldReplaceARunByItsNextRevisionAndNoOther() {
        RepairRun first = next(aRun(1)).repaired(5).build();
        RepairRun rival = next(aRun(1)).repaired(6).build();
        runs().create(aRun(1));

        assertThat(runs().replace(first)).isTrue();
        assertThat(runs().replace(rival)).isFalse();
        assertThat(runs().find(runId(1))).isEqualTo(first);
    }

    @Test
    default void shouldSucceedAgainWhenAReplacementIsRepeated() {
        RepairRun advanced = next(aRun(1)).repaired(5).build();
        runs().create(aRun(1));
        runs().replace(advanced);

        assertThat(runs().replace(advanced)).isTrue();
        assertThat(runs().find(runId(1))).isEqualTo(advanced);
    }

    @Test
    default void shouldNotReplaceARunThatDoesNotExist() {
        assertThat(runs().replace(next(aRun(1)).build())).isFalse();
        assertThat(runs().find(runId(1))).isNull();
    }

    @Test
    default void shouldLetExactlyOneOfManyConcurrentReplacementsWin() {
        List<RepairRun> rivals = IntStream.range(0, 16)
                .mapToObj(i -> next(aRun(1)).repaired(i).build())
                .toList();
        runs().create(aRun(1));

        List<Boolean> outcomes = Together.run(rivals.size(), i -> runs().replace(rivals.get(i)));

        assertThat(outcomes).containsOnlyOnce(true);
        assertThat(runs().find(runId(1))).isEqualTo(rivals.get(outcomes.indexOf(true)));
    }

    @Test
    default void shouldListTheLatestStartedFirstUpToTheLimit() {
        List.of(2, 1, 4, 3).forEach(i -> runs().create(aRun(i)));

        assertThat(runs().latest(3)).containsExactly(aRun(4), aRun(3), aRun(2));
        assertThat(runs().latest(100)).hasSize(4);
    }

    @Test
    default void shouldListRunningOnesTheEarliestFirst() {
        List.of(3, 1, 2, 4).forEach(i -> runs().create(aRun(i)));
        runs().replace(next(aRun(1)).state(State.DONE).build());
        runs().replace(next(aRun(4)).state(State.CANCELLED).build());

        assertThat(runs().running()).containsExactly(aRun(2), aRun(3));
    }

    private static RepairRun aRun(int number) {
        return runOf(number, NOON.plusSeconds(number)).build();
    }

    private static RepairRun.Builder runOf(int number, Instant startedAt) {
        return RepairRun.builder()
                .id(runId(number))
                .kind(Kind.REDRIVE)
                .selection(new RepairSelection.Matching(null, null, null, null, null))
                .startedAt(startedAt)
                .updatedAt(startedAt);
    }

    private static RepairRun.Builder next(RepairRun run) {
        return RepairRun.builder().from(run).revision(run.revision() + 1);
    }

    private static RunId runId(int number) {
        return new RunId("run_000000000000000" + number);
    }
}
