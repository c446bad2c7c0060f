package dev.sallyport.testkit.contract;

import static dev.sallyport.testkit.fixture.Webhooks.NOON;
import static dev.sallyport.testkit.fixture.Webhooks.aFailure;
import static dev.sallyport.testkit.fixture.Webhooks.aRecord;
import static dev.sallyport.testkit.fixture.Webhooks.aRecordOf;
import static dev.sallyport.testkit.fixture.Webhooks.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sallyport.core.event.DeathReason;
import dev.sallyport.core.event.EventType;
import dev.sallyport.core.event.OrderMark;
import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.event.WebhookStatus;
import dev.sallyport.core.port.out.WebhookStore;
import dev.sallyport.core.port.out.WebhookStore.CreateOutcome;
import dev.sallyport.core.port.out.WebhookStore.ReplaceOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every {@link WebhookStore} does with single records; for several see {@link WebhookListingContract} and {@link
 * StrandedWebhooksContract}.
 */
public interface WebhookStoreContract {

    /** Returns the store under test: empty at the beginning of a test, the same one until its end. */
    WebhookStore store();

    /** Everything that a store does. */
    interface All extends Create, Find, Replace, WebhookListingContract, StrandedWebhooksContract {}

    /** {@link WebhookStore#create}. */
    interface Create extends WebhookStoreContract {

        @Test
        default void shouldCreateARecordThatDoesNotExist() {
            assertThat(store().create(aRecord("a"))).isEqualTo(new CreateOutcome.Created());
            assertThat(store().find(id("a"))).isEqualTo(aRecord("a"));
        }

        @Test
        default void shouldKeepEveryFieldOfARecord() {
            WebhookRecord full = aRecordOf("a", Instant.parse("2026-02-28T23:59:59.123456789Z"))
                    .providerEventId(null)
                    .position(Long.MIN_VALUE)
                    .orderMark(OrderMark.AFTER_GAP)
                    .queuedAt(Instant.parse("2026-03-01T00:00:00.000000001Z"))
                    .attemptsSince(Instant.parse("2026-03-01T00:00:00.999999999Z"))
                    .eventType(new EventType("größe.\"quoted\" 事件"))
                    .bodySize(0)
                    .build();

            store().create(full);

            assertThat(store().find(id("a"))).isEqualTo(full);
        }

        @Test
        default void shouldLeaveTheFirstRecordUnchangedWhenAnotherOfItsIdIsCreated() {
            WebhookRecord other =
                    aRecordOf("a").eventType(new EventType("other")).bodySize(7).build();
            store().create(aRecord("a"));

            assertThat(store().create(other)).isEqualTo(new CreateOutcome.AlreadyExists(aRecord("a")));
            assertThat(store().find(id("a"))).isEqualTo(aRecord("a"));
        }

        @Test
        default void shouldSayThatAnEqualRecordExistsWhenItIsCreatedAgain() {
            store().create(aRecord("a"));

            assertThat(store().create(aRecord("a"))).isEqualTo(new CreateOutcome.AlreadyExists(aRecord("a")));
        }

        @Test
        default void shouldReturnTheNewestRevisionAsTheExistingRecord() {
            WebhookRecord processed = aRecord("a").processed(NOON.plusSeconds(1));
            store().create(aRecord("a"));
            store().replaceAll(List.of(processed));

            assertThat(store().create(aRecord("a"))).isEqualTo(new CreateOutcome.AlreadyExists(processed));
        }

        @Test
        default void shouldLetExactlyOneOfManyConcurrentCreatorsWin() {
            List<WebhookRecord> rivals = IntStream.range(0, 16)
                    .mapToObj(i -> aRecordOf("a").bodySize(i).build())
                    .toList();

            List<CreateOutcome> outcomes = Together.run(rivals.size(), i -> store().create(rivals.get(i)));

            assertThat(outcomes)
                    .filteredOn(CreateOutcome.Created.class::isInstance)
                    .hasSize(1);
            WebhookRecord winner = rivals.get(outcomes.indexOf(new CreateOutcome.Created()));
            assertThat(store().find(id("a"))).isEqualTo(winner);
            assertThat(outcomes)
                    .filteredOn(CreateOutcome.AlreadyExists.class::isInstance)
                    .hasSize(15)
                    .containsOnly(new CreateOutcome.AlreadyExists(winner));
        }

        @Test
        default void shouldCreateDifferentRecordsConcurrently() {
            List<CreateOutcome> outcomes = Together.run(32, i -> store().create(aRecord("event-" + i)));

            assertThat(outcomes).hasSize(32).containsOnly(new CreateOutcome.Created());
            assertThat(store().findAll(ids("event-", 32))).hasSize(32);
        }

        @Test
        default void shouldRefuseToCreateALaterRevision() {
            WebhookRecord later = aRecordOf("a").revision(1).build();

            assertThatIllegalArgumentException().isThrownBy(() -> store().create(later));
            assertThat(store().find(id("a"))).isNull();
        }
    }

    /** {@link WebhookStore#find} and {@link WebhookStore#findAll}. */
    interface Find extends WebhookStoreContract {

        @Test
        default void shouldFindNothingForAnUnknownId() {
            store().create(aRecord("a"));

            assertThat(store().find(id("b"))).isNull();
        }

        @Test
        default void shouldFindTheRecordsThatExistOfTheIdsGiven() {
            store().create(aRecord("a"));
            store().create(aRecord("b"));
            store().create(aRecord("c"));

            assertThat(store().findAll(List.of(id("c"), id("unknown"), id("a"))))
                    .hasSize(2)
                    .containsEntry(id("a"), aRecord("a"))
                    .containsEntry(id("c"), aRecord("c"));
        }

        @Test
        default void shouldFindARecordOnceWhenItsIdIsGivenTwice() {
            store().create(aRecord("a"));

            assertThat(store().findAll(List.of(id("a"), id("a")))).hasSize(1).containsEntry(id("a"), aRecord("a"));
        }

        @Test
        default void shouldFindNothingForNoIds() {
            assertThat(store().findAll(List.of())).isEmpty();
        }

        @Test
        default void shouldFindAThousandRecordsAtOnce() {
            IntStream.range(0, 1_000).forEach(i -> store().create(aRecord("event-" + i)));

            assertThat(store().findAll(ids("event-", 1_000)).keySet())
                    .containsExactlyInAnyOrderElementsOf(ids("event-", 1_000));
        }
    }

    /** {@link WebhookStore#replaceAll}. */
    interface Replace extends WebhookStoreContract {

        @Test
        default void shouldReplaceARecordByItsNextRevision() {
            WebhookRecord failed = aRecord("a").failed(aFailure(1), NOON.plusSeconds(2));
            store().create(aRecord("a"));

            assertThat(store().replaceAll(List.of(failed))).containsExactly(new ReplaceOutcome.Replaced());
            assertThat(store().find(id("a"))).isEqualTo(failed);
        }

        @Test
        default void shouldKeepTheWholeHistoryOfARecord() {
            WebhookRecord failed = aRecord("a").failed(aFailure(1), NOON.plusNanos(123_456_789));
            WebhookRecord failedAgain = failed.failed(aFailure(2), NOON.plusSeconds(9));
            WebhookRecord dead = failedAgain.dead(aFailure(3), DeathReason.PIPELINE_FAILED);
            WebhookRecord redriven = dead.redriven(NOON.plusSeconds(50));
            WebhookRecord requeued = redriven.requeued(NOON.plusSeconds(55));
            WebhookRecord processed = requeued.processed(NOON.plusSeconds(60));
            store().create(aRecord("a"));

            for (WebhookRecord next : List.of(failed, failedAgain, dead, redriven, requeued, processed)) {
                assertThat(store().replaceAll(List.of(next))).containsExactly(new ReplaceOutcome.Replaced());
                assertThat(store().find(id("a"))).isEqualTo(next);
            }
        }

        @Test
        default void shouldReportAConflictWhenAnotherReplacementCameFirst() {
            WebhookRecord first = aRecord("a").processed(NOON.plusSeconds(1));
            WebhookRecord second = aRecord("a").failed(aFailure(1), NOON.plusSeconds(2));
            store().create(aRecord("a"));
            store().replaceAll(List.of(first));

            assertThat(store().replaceAll(List.of(second))).containsExactly(new ReplaceOutcome.Conflict(first));
            assertThat(store().find(id("a"))).isEqualTo(first);
        }

        @Test
        default void shouldReportAConflictWhenARevisionIsSkipped() {
            WebhookRecord skipping = aRecordOf("a").revision(2).build();
            store().create(aRecord("a"));

            assertThat(store().replaceAll(List.of(skipping)))
                    .containsExactly(new ReplaceOutcome.Conflict(aRecord("a")));
            assertThat(store().find(id("a"))).isEqualTo(aRecord("a"));
        }

        @Test
        default void shouldReportAConflictWithNothingForAnUnknownId() {
            WebhookRecord processed = aRecord("a").processed(NOON.plusSeconds(1));

            assertThat(store().replaceAll(List.of(processed))).containsExactly(new ReplaceOutcome.Conflict(null));
            assertThat(store().find(id("a"))).isNull();
        }

        @Test
        default void shouldCountAnEqualReplacementAsReplacedWhenItIsRepeated() {
            WebhookRecord processed = aRecord("a").processed(NOON.plusSeconds(1));
            store().create(aRecord("a"));
            store().replaceAll(List.of(processed));

            assertThat(store().replaceAll(List.of(processed))).containsExactly(new ReplaceOutcome.Replaced());
            assertThat(store().find(id("a"))).isEqualTo(processed);
        }

        @Test
        default void shouldReportAConflictWhenAReplacementIsRepeatedAfterALaterOne() {
            WebhookRecord failed = aRecord("a").failed(aFailure(1), NOON.plusSeconds(2));
            WebhookRecord processed = failed.processed(NOON.plusSeconds(3));
            store().create(aRecord("a"));
            store().replaceAll(List.of(failed));
            store().replaceAll(List.of(processed));

            assertThat(store().replaceAll(List.of(failed))).containsExactly(new ReplaceOutcome.Conflict(processed));
        }

        @Test
        default void shouldReplaceTheOthersWhenOneConflicts() {
            store().create(aRecord("a"));
            store().create(aRecord("c"));
            List<WebhookRecord> replacements = List.of(
                    aRecord("a").processed(NOON.plusSeconds(1)),
                    aRecord("b").processed(NOON.plusSeconds(1)),
                    aRecord("c").processed(NOON.plusSeconds(1)));

            assertThat(store().replaceAll(replacements))
                    .containsExactly(
                            new ReplaceOutcome.Replaced(),
                            new ReplaceOutcome.Conflict(null),
                            new ReplaceOutcome.Replaced());
            assertThat(store().find(id("c"))).isEqualTo(replacements.get(2));
        }

        @Test
        default void shouldReplaceNothingWhenNothingIsGiven() {
            assertThat(store().replaceAll(List.of())).isEmpty();
        }

        @Test
        default void shouldReplaceAThousandRecordsAtOnce() {
            List<WebhookRecord> replacements = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                store().create(aRecord("event-" + i));
                replacements.add(aRecord("event-" + i).processed(NOON.plusSeconds(1)));
            }

            assertThat(store().replaceAll(replacements)).hasSize(1_000).containsOnly(new ReplaceOutcome.Replaced());
            assertThat(store().findAll(ids("event-", 1_000)).values())
                    .hasSize(1_000)
                    .allSatisfy(record -> assertThat(record.status()).isEqualTo(WebhookStatus.PROCESSED));
        }

        @Test
        default void shouldLetExactlyOneOfManyConcurrentReplacementsWin() {
            List<WebhookRecord> rivals = IntStream.range(0, 16)
                    .mapToObj(i -> aRecord("a").processed(NOON.plusSeconds(i)))
                    .toList();
            store().create(aRecord("a"));

            List<ReplaceOutcome> outcomes = Together.run(
                    rivals.size(),
                    i -> store().replaceAll(List.of(rivals.get(i))).getFirst());

            assertThat(outcomes)
                    .filteredOn(ReplaceOutcome.Replaced.class::isInstance)
                    .hasSize(1);
            WebhookRecord winner = rivals.get(outcomes.indexOf(new ReplaceOutcome.Replaced()));
            assertThat(store().find(id("a"))).isEqualTo(winner);
            assertThat(outcomes)
                    .filteredOn(ReplaceOutcome.Conflict.class::isInstance)
                    .hasSize(15)
                    .containsOnly(new ReplaceOutcome.Conflict(winner));
        }

        @Test
        default void shouldNotKeepAHoldOfTheListGiven() {
            List<WebhookRecord> replacements =
                    new ArrayList<>(List.of(aRecord("a").processed(NOON)));
            store().create(aRecord("a"));

            store().replaceAll(replacements);
            replacements.clear();

            assertThat(store().find(id("a"))).isEqualTo(aRecord("a").processed(NOON));
        }
    }

    private static List<WebhookId> ids(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> id(prefix + i)).toList();
    }
}
