package dev.sallyport.testkit.contract;

import static dev.sallyport.testkit.fixture.Deliveries.ACME;
import static dev.sallyport.testkit.fixture.Deliveries.NOON;
import static dev.sallyport.testkit.fixture.Deliveries.RIVAL;
import static dev.sallyport.testkit.fixture.Deliveries.aKey;
import static dev.sallyport.testkit.fixture.Deliveries.aTenant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sallyport.core.delivery.EventTypePattern;
import dev.sallyport.core.delivery.TenantId;
import dev.sallyport.core.delivery.tenant.ApiKey;
import dev.sallyport.core.delivery.tenant.ApiKeyId;
import dev.sallyport.core.delivery.tenant.Scope;
import dev.sallyport.core.delivery.tenant.Tenant;
import dev.sallyport.core.port.out.TenantStore;
import dev.sallyport.core.port.out.TenantStore.CreateTenantOutcome;
import dev.sallyport.core.port.out.TenantStore.ReplaceTenantOutcome;
import dev.sallyport.core.retry.Backoff;
import dev.sallyport.core.retry.Jitter;
import dev.sallyport.core.retry.RetryPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link TenantStore} does with tenants, and with their keys. */
public interface TenantStoreContract {

    /** Returns the store under test: empty at the beginning of a test, the same one until its end. */
    TenantStore tenants();

    /** Everything that a store does. */
    interface All extends Create, Look, Replace, Keys {}

    /** {@link TenantStore#create}. */
    interface Create extends TenantStoreContract {

        @Test
        default void shouldKeepANewTenant() {
            assertThat(tenants().create(aTenant(ACME))).isEqualTo(new CreateTenantOutcome.Created());

            assertThat(tenants().find(ACME)).isEqualTo(aTenant(ACME));
        }

        @Test
        default void shouldKeepEveryField() {
            Tenant full = Tenant.builder()
                    .id(new TenantId("a-1"))
                    .name("Ünïcode & Söhne \uD83D\uDE00 \"quoted\"")
                    .createdAt(Instant.parse("2026-02-28T23:59:59.999Z"))
                    .retryPolicy(RetryPolicy.builder()
                            .attempts(9)
                            .backoff(Backoff.listed(
                                    Duration.ZERO, Duration.ofNanos(1_000_000_007), Duration.ofDays(365)))
                            .jitter(Jitter.none())
                            .cap(Duration.ofHours(5))
                            .hintCap(Duration.ofMinutes(7))
                            .maximumAge(Duration.ofDays(3))
                            .build())
                    .putRetryPoliciesByType(
                            new EventTypePattern("invoice.*"),
                            RetryPolicy.builder()
                                    .backoff(Backoff.linear(Duration.ofSeconds(3)))
                                    .jitter(Jitter.proportional(0.37))
                                    .build())
                    .putRetryPoliciesByType(new EventTypePattern("*"), RetryPolicy.ofProcessing())
                    .build();

            tenants().create(full);

            assertThat(tenants().find(full.id())).isEqualTo(full);
        }

        @Test
        default void shouldSucceedAgainWhenTheSameIsCreatedAgain() {
            tenants().create(aTenant(ACME));

            assertThat(tenants().create(aTenant(ACME))).isEqualTo(new CreateTenantOutcome.Created());
            assertThat(tenants().list(null, 10)).containsExactly(aTenant(ACME));
        }

        @Test
        default void shouldLeaveAnExistingTenantAlone() {
            Tenant other = named(aTenant(ACME), "Other");
            tenants().create(aTenant(ACME));

            assertThat(tenants().create(other)).isEqualTo(new CreateTenantOutcome.AlreadyExists(aTenant(ACME)));
            assertThat(tenants().find(ACME)).isEqualTo(aTenant(ACME));
        }

        @Test
        default void shouldTakeNothingButANewTenant() {
            assertThatIllegalArgumentException().isThrownBy(() -> tenants().create(next(aTenant(ACME), "x")));
        }

        @Test
        default void shouldLetExactlyOneOfManyConcurrentCreatorsWin() {
            List<Tenant> rivals = IntStream.range(0, 16)
                    .mapToObj(i -> named(aTenant(ACME), "Tenant " + i))
                    .toList();

            List<CreateTenantOutcome> outcomes =
                    Together.run(rivals.size(), i -> tenants().create(rivals.get(i)));

            assertThat(outcomes).containsOnlyOnce(new CreateTenantOutcome.Created());
            Tenant winner = rivals.get(outcomes.indexOf(new CreateTenantOutcome.Created()));
            assertThat(outcomes)
                    .containsOnly(new CreateTenantOutcome.Created(), new CreateTenantOutcome.AlreadyExists(winner));
            assertThat(tenants().find(ACME)).isEqualTo(winner);
        }
    }

    /** {@link TenantStore#find} and {@link TenantStore#list}. */
    interface Look extends TenantStoreContract {

        @Test
        default void shouldFindNothingForAnUnknownId() {
            tenants().create(aTenant(ACME));

            assertThat(tenants().find(RIVAL)).isNull();
        }

        @Test
        default void shouldListNothingOfAnEmptyStore() {
            assertThat(tenants().list(null, 10)).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 2, 3, 8, 1_000})
        default void shouldPageThroughAllInTheOrderOfIds(int limit) {
            List<String> names = List.of("z", "0", "a-b", "a", "ab", "a0", "b", "9-9");
            names.forEach(name -> tenants().create(aTenant(new TenantId(name))));

            List<TenantId> seen = Pages.walk(after -> tenants().list(after, limit), Tenant::id, limit).stream()
                    .map(Tenant::id)
                    .toList();

            assertThat(seen)
                    .containsExactlyElementsOf(
                            names.stream().sorted().map(TenantId::new).toList());
        }

        @Test
        default void shouldListAfterAnIdThatIsNotThere() {
            tenants().create(aTenant(new TenantId("a")));
            tenants().create(aTenant(new TenantId("c")));

            assertThat(tenants().list(new TenantId("b"), 10)).containsExactly(aTenant(new TenantId("c")));
            assertThat(tenants().list(new TenantId("c"), 10)).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(ints = {-1, 0, 1_001})
        default void shouldRefuseALimitOutOfRange(int limit) {
            assertThatIllegalArgumentException().isThrownBy(() -> tenants().list(null, limit));
        }
    }

    /** {@link TenantStore#replace}. */
    interface Replace extends TenantStoreContract {

        @Test
        default void shouldReplaceByTheNextRevisionAndNoOther() {
            Tenant first = next(aTenant(ACME), "first");
            Tenant rival = next(aTenant(ACME), "rival");
            tenants().create(aTenant(ACME));

            assertThat(tenants().replace(first)).isEqualTo(new ReplaceTenantOutcome.Replaced());
            assertThat(tenants().replace(rival)).isEqualTo(new ReplaceTenantOutcome.Conflict(first));
            assertThat(tenants().replace(next(next(first, "x"), "y")))
                    .isEqualTo(new ReplaceTenantOutcome.Conflict(first));
            assertThat(tenants().find(ACME)).isEqualTo(first);
        }

        @Test
        default void shouldSucceedAgainWhenAReplacementIsRepeated() {
            Tenant first = next(aTenant(ACME), "first");
            tenants().create(aTenant(ACME));
            tenants().replace(first);

            assertThat(tenants().replace(first)).isEqualTo(new ReplaceTenantOutcome.Replaced());
        }

        @Test
        default void shouldReplaceNothingThatDoesNotExist() {
            tenants().create(aTenant(RIVAL));

            assertThat(tenants().replace(next(aTenant(ACME), "x"))).isEqualTo(new ReplaceTenantOutcome.Conflict(null));
            assertThat(tenants().find(ACME)).isNull();
        }

        @Test
        default void shouldLetExactlyOneOfManyConcurrentReplacementsWin() {
            List<Tenant> rivals = IntStream.range(0, 16)
                    .mapToObj(i -> next(aTenant(ACME), "Tenant " + i))
                    .toList();
            tenants().create(aTenant(ACME));

            List<ReplaceTenantOutcome> outcomes =
                    Together.run(rivals.size(), i -> tenants().replace(rivals.get(i)));

            assertThat(outcomes).containsOnlyOnce(new ReplaceTenantOutcome.Replaced());
            assertThat(tenants().find(ACME))
                    .isEqualTo(rivals.get(outcomes.indexOf(new ReplaceTenantOutcome.Replaced())));
        }
    }

    /** What a {@link TenantStore} does with API keys. */
    interface Keys extends TenantStoreContract {

        @Test
        default void shouldFindAKeyByItsDigest() {
            add(aKey(1), aKey(2));

            assertThat(tenants().findKey(aKey(1).digest())).isEqualTo(aKey(1));
            assertThat(tenants().findKey(aKey(3).digest())).isNull();
        }

        @Test
        default void shouldKeepEveryFieldOfAKey() {
            ApiKey plain = aKey(1);
            ApiKey full = new ApiKey(
                    plain.id(),
                    ACME,
                    "Schlüssel \"für\" CI \uD83D\uDD11",
                    plain.digest(),
                    EnumSet.allOf(Scope.class),
                    NOON.plusMillis(1),
                    NOON.plusMillis(2));

            add(full);

            assertThat(tenants().findKey(full.digest())).isEqualTo(full);
            assertThat(tenants().keys(ACME)).containsExactly(full);
        }

        @Test
        default void shouldListATenantsKeysOldestFirst() {
            ApiKey sameTime = at(aKey(7), NOON.plusMillis(2));
            add(aKey(3), aKey(1), aKey(2), sameTime, of(aKey(4), RIVAL));

            List<ApiKey> twins = aKey(2).id().value().compareTo(sameTime.id().value()) < 0
                    ? List.of(aKey(2), sameTime)
                    : List.of(sameTime, aKey(2));
            assertThat(tenants().keys(ACME)).containsExactly(aKey(1), twins.getFirst(), twins.getLast(), aKey(3));
            assertThat(tenants().keys(RIVAL)).containsExactly(of(aKey(4), RIVAL));
            assertThat(tenants().keys(new TenantId("nobody"))).isEmpty();
        }

        @Test
        default void shouldChangeNothingWhenAKeyIsAddedAgain() {
            add(aKey(1));
            tenants().endKey(ACME, aKey(1).id(), NOON);

            tenants().addKey(aKey(1));

            assertThat(tenants().keys(ACME)).containsExactly(aKey(1).expiringBy(NOON));
        }

        @Test
        default void shouldEndAKeyAndStillFindIt() {
            add(aKey(1), aKey(2));
            Instant end = NOON.plusSeconds(60);

            assertThat(tenants().endKey(ACME, aKey(1).id(), end)).isEqualTo(aKey(1).expiringBy(end));
            assertThat(tenants().findKey(aKey(1).digest())).isEqualTo(aKey(1).expiringBy(end));
            assertThat(tenants().keys(ACME)).containsExactly(aKey(1).expiringBy(end), aKey(2));
        }

        @Test
        default void shouldOnlyBringTheEndOfAKeyForward() {
            add(aKey(1));
            Instant early = NOON.plusSeconds(60);
            tenants().endKey(ACME, aKey(1).id(), early);

            assertThat(tenants().endKey(ACME, aKey(1).id(), early.plusMillis(1)))
                    .isEqualTo(aKey(1).expiringBy(early));
            assertThat(tenants().endKey(ACME, aKey(1).id(), early.minusMillis(1)))
                    .isEqualTo(aKey(1).expiringBy(early.minusMillis(1)));
            assertThat(tenants().findKey(aKey(1).digest())).isEqualTo(aKey(1).expiringBy(early.minusMillis(1)));
        }

        @Test
        default void shouldEndNoKeyThatIsUnknownOrAnotherTenants() {
            add(aKey(1));

            assertThat(tenants().endKey(ACME, aKey(2).id(), NOON)).isNull();
            assertThat(tenants().endKey(RIVAL, aKey(1).id(), NOON)).isNull();
            assertThat(tenants().findKey(aKey(1).digest())).isEqualTo(aKey(1));
        }

        @Test
        default void shouldEndAKeyAtTheEarliestOfManyConcurrentEnds() {
            add(aKey(1));

            Together.run(16, i -> tenants().endKey(ACME, aKey(1).id(), NOON.plusSeconds((i + 5) % 16)));

            assertThat(tenants().findKey(aKey(1).digest())).isEqualTo(aKey(1).expiringBy(NOON));
        }

        @Test
        default void shouldKeepAllKeysOfConcurrentCalls() {
            tenants().create(aTenant(ACME));

            Together.run(16, i -> {
                tenants().addKey(aKey(i));
                return i;
            });

            assertThat(tenants().keys(ACME))
                    .containsExactlyElementsOf(
                            IntStream.range(0, 16).mapToObj(i -> aKey(i)).toList());
        }

        /** Adds keys of existing tenants. */
        default void add(ApiKey... keys) {
            tenants().create(aTenant(ACME));
            tenants().create(aTenant(RIVAL));
            for (ApiKey key : keys) {
                tenants().addKey(key);
            }
        }

        private static ApiKey at(ApiKey key, Instant createdAt) {
            return changed(key, key.tenant(), createdAt);
        }

        private static ApiKey of(ApiKey key, TenantId tenant) {
            return changed(key, tenant, key.createdAt());
        }

        private static ApiKey changed(ApiKey key, TenantId tenant, Instant createdAt) {
            ApiKeyId id = key.id();
            Set<Scope> scopes = key.scopes();
            return new ApiKey(id, tenant, key.label(), key.digest(), scopes, createdAt, key.expiresAt());
        }
    }

    private static Tenant named(Tenant tenant, String name) {
        return Tenant.builder().from(tenant).name(name).build();
    }

    private static Tenant next(Tenant tenant, String name) {
        return Tenant.builder()
                .from(tenant)
                .name(name)
                .retryPoliciesByType(Map.of())
                .revision(tenant.revision() + 1)
                .build();
    }
}
