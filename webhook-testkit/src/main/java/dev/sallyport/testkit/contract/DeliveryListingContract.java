package dev.sallyport.testkit.contract;

import static dev.sallyport.testkit.fixture.Deliveries.ACME;
import static dev.sallyport.testkit.fixture.Deliveries.NOON;
import static dev.sallyport.testkit.fixture.Deliveries.RIVAL;
import static dev.sallyport.testkit.fixture.Deliveries.aDelivery;
import static dev.sallyport.testkit.fixture.Deliveries.aDeliveryOf;
import static dev.sallyport.testkit.fixture.Deliveries.anEventOf;
import static dev.sallyport.testkit.fixture.Deliveries.endpointId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.core.delivery.Delivery;
import dev.sallyport.core.delivery.DeliveryPage;
import dev.sallyport.core.delivery.DeliveryQuery;
import dev.sallyport.core.delivery.DeliveryStatus;
import dev.sallyport.core.delivery.EndpointId;
import dev.sallyport.core.delivery.Event;
import dev.sallyport.core.delivery.EventId;
import dev.sallyport.core.delivery.TenantId;
import dev.sallyport.core.event.InvalidCursorException;
import dev.sallyport.core.port.out.DeliveryStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How every {@link DeliveryStore} looks through its deliveries. */
public interface DeliveryListingContract {

    /** Returns the store under test: empty at the beginning of a test, the same one until its end. */
    DeliveryStore deliveries();

    /** {@link DeliveryStore#wakeable}. */
    interface Wakeable extends DeliveryListingContract {

        @Test
        default void shouldReturnPendingDeliveriesUpToAnInstantEarliestFirst() {
            Delivery late = waking("late", NOON.plusMillis(3));
            Delivery early = waking("early", NOON.plusMillis(1));
            Delivery middle = waking("middle", NOON.plusMillis(2));

            assertThat(deliveries().wakeable(NOON, null, 10)).isEmpty();
            assertThat(deliveries().wakeable(NOON.plusMillis(1), null, 10)).containsExactly(early);
            assertThat(deliveries().wakeable(NOON.plusMillis(2), null, 10)).containsExactly(early, middle);
            assertThat(deliveries().wakeable(NOON.plusSeconds(1), null, 10)).containsExactly(early, middle, late);
        }

        @Test
        default void shouldLeaveOutWhatHasEndedAndFindWhatMoved() {
            Delivery moving = waking("moving", NOON);
            Delivery ending = waking("ending", NOON);
            Delivery moved = moving.wokenLater(NOON.plusMillis(9));
            Delivery dead = ending.ended(DeliveryStatus.DEAD, "refused", NOON);

            deliveries().record(moved, null);
            deliveries().record(dead, null);
            assertThat(deliveries().wakeable(NOON.plusMillis(8), null, 10)).isEmpty();
            assertThat(deliveries().wakeable(NOON.plusMillis(9), null, 10)).containsExactly(moved);

            Delivery requeued = dead.requeued(NOON, NOON, NOON.plusMillis(1));
            deliveries().record(requeued, null);
            assertThat(deliveries().wakeable(NOON.plusMillis(9), null, 10)).containsExactly(requeued, moved);
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 2, 3, 10, 1_000})
        default void shouldPageThroughAllOnceWhereTimesAreEqual(int limit) {
            List<Delivery> all = IntStream.range(0, 10)
                    .mapToObj(i -> waking("event-" + i, NOON.plusMillis(i / 4)))
                    .toList();

            List<Delivery> walked = Pages.<Delivery, Delivery>walk(
                    after -> deliveries().wakeable(NOON.plusSeconds(1), after, limit), delivery -> delivery, limit);

            assertThat(walked)
                    .containsExactlyElementsOf(all.stream()
                            .sorted(Comparator.comparing(Delivery::wakeAt).thenComparing(Delivery::id))
                            .toList());
        }

        @Test
        default void shouldGoOnAfterADeliveryThatChangedSince() {
            List<Delivery> all = IntStream.range(0, 4)
                    .mapToObj(i -> waking("event-" + i, NOON.plusMillis(i)))
                    .toList();
            List<Delivery> page = deliveries().wakeable(NOON.plusSeconds(1), null, 2);

            for (Delivery seen : page) {
                deliveries().record(seen.wokenLater(NOON.plusSeconds(60)), null);
            }

            assertThat(deliveries().wakeable(NOON.plusSeconds(1), page.getLast(), 10))
                    .containsExactly(all.get(2), all.get(3));
        }

        @ParameterizedTest
        @ValueSource(ints = {-1, 0, 1_001})
        default void shouldRefuseALimitOutOfRange(int limit) {
            assertThatIllegalArgumentException().isThrownBy(() -> deliveries().wakeable(NOON, null, limit));
        }

        private Delivery waking(String name, Instant wakeAt) {
            Event event = anEventOf(name).build();
            Delivery delivery = aDeliveryOf(event, 1).wakeAt(wakeAt).build();
            deliveries().accept(event, List.of(delivery));
            return delivery;
        }
    }

    /** {@link DeliveryStore#list}. */
    interface Page extends DeliveryListingContract {

        @Test
        default void shouldListNothingOfAnEmptyStore() {
            assertThat(deliveries().list(DeliveryQuery.builder().build())).isEqualTo(new DeliveryPage(List.of(), null));
        }

        @Test
        default void shouldListTheNewestFirstUnlessToldOtherwise() {
            List<Delivery> all = many();

            assertThat(walk(DeliveryQuery.builder().limit(1_000)))
                    .containsExactlyElementsOf(sorted(all, delivery -> true, false));
            assertThat(walk(DeliveryQuery.builder().oldestFirst(true).limit(1_000)))
                    .containsExactlyElementsOf(sorted(all, delivery -> true, true));
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 2, 3, 7, 48, 49})
        default void shouldPageThroughEverythingOnce(int limit) {
            List<Delivery> all = many();

            assertThat(walk(DeliveryQuery.builder().limit(limit)))
                    .containsExactlyElementsOf(sorted(all, delivery -> true, false));
            assertThat(walk(DeliveryQuery.builder()
                            .tenant(ACME)
                            .addStatuses(DeliveryStatus.DEAD, DeliveryStatus.PENDING)
                            .oldestFirst(true)
                            .limit(limit)))
                    .containsExactlyElementsOf(sorted(
                            all,
                            delivery -> delivery.tenant().equals(ACME)
                                    && Set.of(DeliveryStatus.DEAD, DeliveryStatus.PENDING)
                                            .contains(delivery.status()),
                            true));
        }

        @Test
        default void shouldGiveNoCursorAfterTheLastDelivery() {
            many();

            assertThat(deliveries()
                            .list(DeliveryQuery.builder().limit(48).build())
                            .nextCursor())
                    .isNull();
            assertThat(deliveries()
                            .list(DeliveryQuery.builder().limit(47).build())
                            .nextCursor())
                    .isNotNull();
        }

        @Test
        default void shouldApplyEveryCombinationOfConditions() {
            List<Delivery> all = many();
            Instant from = NOON.plusMillis(2);
            Instant before = NOON.plusMillis(5);

            for (@Nullable TenantId tenant : Arrays.asList(null, ACME, RIVAL, new TenantId("nobody"))) {
                for (@Nullable EndpointId endpoint : Arrays.asList(null, endpointId(1), endpointId(9))) {
                    for (Set<DeliveryStatus> statuses : List.of(
                            Set.<DeliveryStatus>of(),
                            Set.of(DeliveryStatus.DEAD),
                            Set.of(DeliveryStatus.PENDING, DeliveryStatus.EXPIRED))) {
                        for (boolean timed : List.of(true, false)) {
                            DeliveryQuery.Builder query = DeliveryQuery.builder()
                                    .tenant(tenant)
                                    .endpoint(endpoint)
                                    .statuses(statuses)
                                    .acceptedFrom(timed ? from : null)
                                    .acceptedBefore(timed ? before : null)
                                    .limit(4);
                            Predicate<Delivery> matches = delivery -> (tenant == null
                                            || delivery.tenant().equals(tenant))
                                    && (endpoint == null
                                            || delivery.id().endpoint().equals(endpoint))
                                    && (statuses.isEmpty() || statuses.contains(delivery.status()))
                                    && (!timed
                                            || (!delivery.acceptedAt().isBefore(from)
                                                    && delivery.acceptedAt().isBefore(before)));
                            assertThat(walk(query)).containsExactlyElementsOf(sorted(all, matches, false));
                            assertThat(walk(query.oldestFirst(true)))
                                    .containsExactlyElementsOf(sorted(all, matches, true));
                        }
                    }
                }
            }
        }

        @Test
        default void shouldListADeliveryWhereItsStatusIsNow() {
            Event event = anEventOf("a").build();
            Delivery pending = aDelivery(event, 1);
            Delivery dead = pending.ended(DeliveryStatus.DEAD, "refused", NOON);
            deliveries().accept(event, List.of(pending));

            deliveries().record(dead, null);

            assertThat(walk(DeliveryQuery.builder().addStatuses(DeliveryStatus.PENDING)))
                    .isEmpty();
            assertThat(walk(DeliveryQuery.builder().addStatuses(DeliveryStatus.DEAD)))
                    .containsExactly(dead);
            assertThat(walk(DeliveryQuery.builder().endpoint(endpointId(1)))).containsExactly(dead);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", " ", "1", "no such cursor", "2026-03-01T12:00:00Z/dlv_", "%00", "é", "AAAA"})
        default void shouldRefuseACursorThatItDidNotHandOut(String cursor) {
            many();

            assertThatThrownBy(() -> deliveries()
                            .list(DeliveryQuery.builder().cursor(cursor).build()))
                    .isInstanceOf(InvalidCursorException.class);
        }

        /** Keeps 48 deliveries: of two tenants, to three endpoints each, of three statuses, accepted in eight instants. */
        private List<Delivery> many() {
            List<Delivery> all = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                TenantId tenant = i % 4 == 3 ? RIVAL : ACME;
                Event event = anEventOf("event-" + i)
                        .id(EventId.ofOwnId(tenant, "event-" + i))
                        .tenant(tenant)
                        .acceptedAt(NOON.plusMillis(i / 2))
                        .build();
                int first = tenant.equals(ACME) ? 1 : 4;
                List<Delivery> fanOut = IntStream.range(first, first + 3)
                        .mapToObj(endpoint -> aDelivery(event, endpoint))
                        .toList();
                deliveries().accept(event, fanOut);
                for (Delivery pending : fanOut) {
                    all.add(settled(pending, all.size() % 5));
                }
            }
            return all;
        }

        private Delivery settled(Delivery pending, int fate) {
            if (fate > 1) {
                return pending;
            }
            Delivery ended =
                    pending.ended(fate == 0 ? DeliveryStatus.DEAD : DeliveryStatus.EXPIRED, "why", NOON.plusSeconds(1));
            deliveries().record(ended, null);
            return ended;
        }

        private List<Delivery> walk(DeliveryQuery.Builder query) {
            List<Delivery> all = new ArrayList<>();
            @Nullable String cursor = null;
            do {
                DeliveryQuery built = query.cursor(cursor).build();
                DeliveryPage page = deliveries().list(built);
                assertThat(page.deliveries()).hasSizeLessThanOrEqualTo(built.limit());
                all.addAll(page.deliveries());
                cursor = page.nextCursor();
            } while (cursor != null);
            return all;
        }

        private static List<Delivery> sorted(List<Delivery> all, Predicate<Delivery> matches, boolean oldestFirst) {
            Comparator<Delivery> byTime = Comparator.comparing(Delivery::acceptedAt);
            return all.stream()
                    .filter(matches)
                    .sorted((oldestFirst ? byTime : byTime.reversed()).thenComparing(Delivery::id))
                    .toList();
        }
    }
}
