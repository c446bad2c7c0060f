package dev.sallyport.testkit.contract;

import static dev.sallyport.testkit.fixture.Webhooks.ACME;
import static dev.sallyport.testkit.fixture.Webhooks.NOON;
import static dev.sallyport.testkit.fixture.Webhooks.aFailure;
import static dev.sallyport.testkit.fixture.Webhooks.aRecord;
import static dev.sallyport.testkit.fixture.Webhooks.aRecordOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sallyport.core.event.DeathReason;
import dev.sallyport.core.event.InvalidCursorException;
import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.event.WebhookPage;
import dev.sallyport.core.event.WebhookQuery;
import dev.sallyport.core.event.WebhookQuery.Direction;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.event.WebhookStatus;
import dev.sallyport.core.port.out.WebhookStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link WebhookStore#list} does for every store. */
public interface WebhookListingContract {

    /** Returns the store under test: empty at the beginning of a test, the same one until its end. */
    WebhookStore store();

    @Test
    default void shouldListNothingOfAnEmptyStore() {
        assertThat(store().list(all().build())).isEqualTo(new WebhookPage(List.of(), null));
    }

    @Test
    default void shouldListTheNewestFirst() {
        create(aRecord("a", NOON.minusMillis(1)), aRecord("b", NOON.plusMillis(1)), aRecord("c", NOON));

        assertThat(store().list(all().build()).records())
                .containsExactly(
                        aRecord("b", NOON.plusMillis(1)), aRecord("c", NOON), aRecord("a", NOON.minusMillis(1)));
    }

    @Test
    default void shouldListRecordsOfEqualTimeInTheOrderOfTheirIds() {
        List<WebhookRecord> records =
                IntStream.range(0, 10).mapToObj(i -> aRecord("event-" + i)).toList();
        create(records.toArray(WebhookRecord[]::new));

        assertThat(store().list(all().build()).records())
                .containsExactlyElementsOf(records.stream()
                        .sorted(Comparator.comparing(WebhookRecord::id))
                        .toList());
    }

    @Test
    default void shouldListTheOldestFirstWhenAsked() {
        List<WebhookRecord> records = IntStream.range(0, 10)
                .mapToObj(i -> aRecord("event-" + i, NOON.plusMillis(i / 4)))
                .toList();
        create(records.toArray(WebhookRecord[]::new));

        assertThat(store().list(oldestFirst().build()).records())
                .containsExactlyElementsOf(sorted(records, OLDEST_FIRST));
    }

    @Test
    default void shouldListTheNewestRevision() {
        WebhookRecord processed = aRecord("a").processed(NOON.plusSeconds(1));
        create(aRecord("a"));
        store().replaceAll(List.of(processed));

        assertThat(store().list(all().build()).records()).containsExactly(processed);
    }

    @Test
    default void shouldChooseByStatus() {
        WebhookRecord processed = aRecord("processed").processed(NOON.plusSeconds(1));
        WebhookRecord failed = aRecord("failed").failed(aFailure(1), NOON.plusSeconds(2));
        WebhookRecord dead = aRecord("dead").dead(aFailure(1), DeathReason.PIPELINE_FAILED);
        create(aRecord("received"), aRecord("processed"), aRecord("failed"), aRecord("dead"));
        store().replaceAll(List.of(processed, failed, dead));

        assertThat(listed(WebhookStatus.RECEIVED)).containsExactly(aRecord("received"));
        assertThat(listed(WebhookStatus.PROCESSED)).containsExactly(processed);
        assertThat(listed(WebhookStatus.FAILED)).containsExactly(failed);
        assertThat(listed(WebhookStatus.DEAD)).containsExactly(dead);
    }

    @Test
    default void shouldChooseByProvider() {
        WebhookRecord other =
                aRecordOf("other").provider(new ProviderId("acme-eu")).build();
        create(aRecord("a"), other);

        assertThat(store().list(all().provider(ACME).build()).records()).containsExactly(aRecord("a"));
        assertThat(store().list(all().provider(other.provider()).build()).records())
                .containsExactly(other);
        assertThat(store().list(all().provider(new ProviderId("nobody")).build())
                        .records())
                .isEmpty();
    }

    @Test
    default void shouldChooseFromTheFirstInstantInclusiveToTheSecondExclusive() {
        create(
                aRecord("early", NOON.minusMillis(1)),
                aRecord("first", NOON),
                aRecord("last", NOON.plusMillis(9)),
                aRecord("late", NOON.plusMillis(10)));
        WebhookQuery query =
                all().receivedFrom(NOON).receivedBefore(NOON.plusMillis(10)).build();

        assertThat(store().list(query).records())
                .containsExactly(aRecord("last", NOON.plusMillis(9)), aRecord("first", NOON));
    }

    @Test
    default void shouldChooseByAllConditionsTogether() {
        WebhookRecord other =
                aRecordOf("other").provider(new ProviderId("acme-eu")).build();
        WebhookRecord processed = aRecord("processed").processed(NOON);
        create(aRecord("a"), aRecord("processed"), other, aRecord("old", NOON.minusSeconds(1)));
        store().replaceAll(List.of(processed));
        WebhookQuery query = all().provider(ACME)
                .status(WebhookStatus.RECEIVED)
                .receivedFrom(NOON)
                .receivedBefore(NOON.plusSeconds(1))
                .build();

        assertThat(store().list(query).records()).containsExactly(aRecord("a"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 20, 21})
    default void shouldPageThroughEverythingOnceWhereTimesAreEqual(int limit) {
        List<WebhookRecord> records = IntStream.range(0, 20)
                .mapToObj(i -> aRecord("event-" + i, NOON.plusMillis(i / 7)))
                .toList();
        create(records.toArray(WebhookRecord[]::new));

        assertThat(pageThrough(
                        all().limit(limit), page -> assertThat(page.records()).hasSizeLessThanOrEqualTo(limit)))
                .containsExactlyElementsOf(sorted(records, NEWEST_FIRST));
        assertThat(pageThrough(oldestFirst().limit(limit), page -> {}))
                .containsExactlyElementsOf(sorted(records, OLDEST_FIRST));
    }

    @Test
    default void shouldPageThroughAFilteredListing() {
        List<WebhookRecord> received = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            WebhookRecord record = aRecord("event-" + i, NOON.plusMillis(i / 4));
            create(record);
            if (i % 3 == 0) {
                received.add(record);
            } else {
                store().replaceAll(List.of(record.processed(NOON)));
            }
        }

        assertThat(pageThrough(all().limit(4).status(WebhookStatus.RECEIVED).provider(ACME), page -> {}))
                .containsExactlyElementsOf(sorted(received, NEWEST_FIRST));
        assertThat(pageThrough(oldestFirst().limit(4).status(WebhookStatus.RECEIVED), page -> {}))
                .containsExactlyElementsOf(sorted(received, OLDEST_FIRST));
    }

    @Test
    default void shouldNameNoNextPageWhenTheLastOneIsFull() {
        create(aRecord("a"), aRecord("b"), aRecord("c"), aRecord("d"));

        String cursor = store().list(all().limit(2).build()).nextCursor();
        WebhookPage last = store().list(all().limit(2).cursor(cursor).build());

        assertThat(cursor).isNotNull();
        assertThat(last.records()).hasSize(2);
        assertThat(last.nextCursor()).isNull();
    }

    @Test
    default void shouldNeitherLoseNorRepeatWhatWasThereWhenRecordsArriveBetweenPages() {
        List<WebhookRecord> records = IntStream.range(0, 12)
                .mapToObj(i -> aRecord("event-" + i, NOON.plusMillis(i / 3)))
                .toList();
        create(records.toArray(WebhookRecord[]::new));
        int[] arrivals = {0};

        List<WebhookRecord> seen = pageThrough(all().limit(2), page -> {
            int n = arrivals[0]++;
            if (n < 4) {
                create(
                        aRecord("newer-" + n, NOON.plusSeconds(1)),
                        aRecord("equal-" + n, page.records().getLast().receivedAt()),
                        aRecord("older-" + n, NOON.minusSeconds(1 + n)));
            }
        });

        assertThat(seen).doesNotHaveDuplicates().containsAll(records);
        assertThat(seen).isSortedAccordingTo(NEWEST_FIRST);
    }

    @Test
    default void shouldNeitherLoseNorRepeatWhatWasThereWhenRecordsChangeBetweenPages() {
        List<WebhookRecord> records =
                IntStream.range(0, 10).mapToObj(i -> aRecord("event-" + i)).toList();
        create(records.toArray(WebhookRecord[]::new));

        List<WebhookId> seen = new ArrayList<>();
        pageThrough(all().limit(3), page -> {
            page.records().forEach(record -> seen.add(record.id()));
            store().replaceAll(page.records().stream()
                    .map(record -> record.processed(NOON))
                    .toList());
        });

        assertThat(seen)
                .containsExactlyElementsOf(sorted(records, NEWEST_FIRST).stream()
                        .map(WebhookRecord::id)
                        .toList());
    }

    @Test
    default void shouldGoOnWhereTheRecordThatEndedAPageMatchesNoMore() {
        List<WebhookRecord> records =
                IntStream.range(0, 6).mapToObj(i -> aRecord("event-" + i)).toList();
        create(records.toArray(WebhookRecord[]::new));

        List<WebhookId> seen = new ArrayList<>();
        pageThrough(all().limit(2).status(WebhookStatus.RECEIVED), page -> {
            page.records().forEach(record -> seen.add(record.id()));
            store().replaceAll(page.records().stream()
                    .map(record -> record.processed(NOON))
                    .toList());
        });

        assertThat(seen)
                .containsExactlyElementsOf(sorted(records, NEWEST_FIRST).stream()
                        .map(WebhookRecord::id)
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "1", "no such cursor", "2026-03-01T12:00:00Z/wh_", "%00", "é", "AAAA"})
    default void shouldRefuseACursorThatItDidNotHandOut(String cursor) {
        create(aRecord("a"));
        WebhookQuery query = all().cursor(cursor).build();

        assertThatExceptionOfType(InvalidCursorException.class).isThrownBy(() -> store().list(query));
    }

    @Test
    default void shouldReturnAPageThatDoesNotChangeAfterwards() {
        create(aRecord("a"));

        WebhookPage page = store().list(all().build());
        store().replaceAll(List.of(aRecord("a").processed(NOON)));
        create(aRecord("b"));

        assertThat(page).isEqualTo(new WebhookPage(List.of(aRecord("a")), null));
    }

    /** The order of listings that begin with the newest. */
    Comparator<WebhookRecord> NEWEST_FIRST =
            Comparator.comparing(WebhookRecord::receivedAt).reversed().thenComparing(WebhookRecord::id);

    /** The order of listings that begin with the oldest. */
    Comparator<WebhookRecord> OLDEST_FIRST =
            Comparator.comparing(WebhookRecord::receivedAt).thenComparing(WebhookRecord::id);

    private static List<WebhookRecord> sorted(List<WebhookRecord> records, Comparator<WebhookRecord> order) {
        return records.stream().sorted(order).toList();
    }

    private static WebhookQuery.Builder oldestFirst() {
        return WebhookQuery.builder().direction(Direction.OLDEST_FIRST);
    }

    private static WebhookQuery.Builder all() {
        return WebhookQuery.builder();
    }

    private void create(WebhookRecord... records) {
        for (WebhookRecord record : records) {
            store().create(record);
        }
    }

    private List<WebhookRecord> listed(WebhookStatus status) {
        return store().list(all().status(status).build()).records();
    }

    private List<WebhookRecord> pageThrough(WebhookQuery.Builder query, Consumer<WebhookPage> betweenPages) {
        List<WebhookRecord> seen = new ArrayList<>();
        WebhookPage page = store().list(query.build());
        seen.addAll(page.records());
        for (String cursor = page.nextCursor(); cursor != null; cursor = page.nextCursor()) {
            betweenPages.accept(page);
            assertThat(seen).as("pages come to an end").hasSizeLessThan(1_000);
            page = store().list(query.cursor(cursor).build());
            seen.addAll(page.records());
        }
        if (!page.records().isEmpty()) {
            betweenPages.accept(page);
        }
        return seen;
    }
}
