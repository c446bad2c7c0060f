package dev.sallyport.local.store;

import static dev.sallyport.testkit.fixture.Webhooks.ACME;
import static dev.sallyport.testkit.fixture.Webhooks.NOON;
import static dev.sallyport.testkit.fixture.Webhooks.aFailure;
import static dev.sallyport.testkit.fixture.Webhooks.aRecord;
import static dev.sallyport.testkit.fixture.Webhooks.aRecordOf;
import static dev.sallyport.testkit.fixture.Webhooks.anEvent;
import static dev.sallyport.testkit.fixture.Webhooks.anOriginal;
import static dev.sallyport.testkit.fixture.Webhooks.id;
import static dev.sallyport.testkit.fixture.Webhooks.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.archive.ArchivePolicy;
import dev.sallyport.core.event.ArchiveKey;
import dev.sallyport.core.event.DeathReason;
import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.event.WebhookPage;
import dev.sallyport.core.event.WebhookQuery;
import dev.sallyport.core.event.WebhookQuery.Direction;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.event.WebhookStatus;
import dev.sallyport.core.ordering.EventPosition;
import dev.sallyport.core.port.out.ProcessingQueue.Delivery;
import dev.sallyport.core.repair.RepairRun;
import dev.sallyport.core.repair.RepairSelection;
import dev.sallyport.core.repair.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Asks SQLite how it runs every statement that the ports use, so that none of them grows with what is stored. */
class QueryPlanIT extends LocalStoreTestBase {

    /** Scans that are as long as their answers, or as there are providers and statuses. */
    private static final Set<String> BOUNDED = Set.of(
            "SCAN CONSTANT ROW",
            "SCAN bundles USING INDEX bundles_unfinished",
            "SCAN counts",
            "SCAN endpoints USING INDEX endpoints_with_notices",
            "SCAN repair_runs USING INDEX repair_runs_by_start",
            "SCAN repair_runs USING INDEX repair_runs_to_continue");

    @Override
    protected LocalStoreOptions options() {
        return LocalStoreOptions.builder().readers(1).build();
    }

    @Test
    void shouldReachEveryRowByAnIndexAndNeverSort() {
        useEveryPort();
        Set<String> statements = new TreeSet<>(store.statements());

        List<String> offending = new ArrayList<>();
        for (String statement : statements) {
            if (!statement.matches("(?s)(PRAGMA|BEGIN|COMMIT|ROLLBACK).*")) {
                for (String step : Sqlite.plan(database(), statement)) {
                    if ((step.startsWith("SCAN") && !BOUNDED.contains(step)) || step.contains("TEMP B-TREE")) {
                        offending.add(step + " in " + statement);
                    }
                }
            }
        }

        assertThat(offending).isEmpty();
        assertThat(statements).as("the statements of all ports").hasSizeGreaterThan(75);
    }

    @Test
    void shouldKeepTheIndexesOfAcceptanceToTwo() {
        assertThat(Sqlite.queryAll(
                        database(),
                        "SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name IN"
                                + " ('webhooks', 'archive', 'queue', 'address_log') ORDER BY name"))
                .containsExactly("webhooks_by_state", "webhooks_by_wait");
    }

    private void useEveryPort() {
        intake();
        processing();
        listings();
        repairs();
        OutboundUse.everyPort(store);
        store.oldestPending();
        closeStore();
        openStore();
        intake();
        processing();
        listings();
        repairs();
        OutboundUse.everyPort(store);
        store.oldestPending();
        keepArchive();
    }

    private void keepArchive() {
        Duration day = Duration.ofDays(1);
        ArchivePolicy policy = new ArchivePolicy(ArchivePolicy.Mode.BUNDLED, null, day.multipliedBy(30));
        ArchiveKeeper keeper = store.archiveKeeper(Map.of(ACME, policy));
        for (Duration passing : List.of(day, day.multipliedBy(40))) {
            clock.advance(passing);
            ArchiveKeeperTestBase.keepOn(keeper);
            store.archive().read(aRecord("a").archiveKey());
        }
    }

    private void intake() {
        for (String event : List.of("a", "b", "a")) {
            store.intake().takeIn(aRecord(event), anOriginal(event));
        }
        WebhookRecord elsewhere =
                aRecordOf("c").archiveKey(new ArchiveKey("elsewhere/c")).build();
        store.intake().takeIn(elsewhere, anOriginal("c"));
        store.webhooks().create(aRecord("d"));
        store.intake().takeIn(aRecord("d"), anOriginal("d"));
        store.archive().store(new ArchiveKey("alone"), anOriginal("e"));
        store.archive().read(aRecord("a").archiveKey());
        store.archive().storeDeadLetter(ArchiveKey.ofDeadLetter(id("a"), NOON), aRecord("a"));
        store.archive().readDeadLetter(ArchiveKey.ofDeadLetter(id("a"), NOON));
    }

    private void processing() {
        store.queue().enqueue(id("x"), key("x"));
        store.queue().enqueue(id("a"), aRecord("a").orderingKey());
        List<Delivery> deliveries = store.queue().receive(10, Duration.ofMinutes(1));
        store.webhooks().findAll(deliveries.stream().map(Delivery::webhookId).toList());
        store.publisher().publish(List.of(anEvent("a", key("x")), anEvent("unrecorded", key("x"))));
        WebhookRecord failed = aRecord("a").failed(aFailure(1), NOON);
        store.webhooks().replaceAll(List.of(failed));
        store.webhooks().replaceAll(List.of(failed.dead(aFailure(2), DeathReason.HANDLER_FAILED)));
        store.queue().acknowledge(deliveries.stream().map(Delivery::receipt).toList());
        store.publications().after(0, 10);
        store.webhooks().stranded(NOON.plusSeconds(1), 10);
    }

    private void listings() {
        for (Direction direction : Direction.values()) {
            for (@Nullable WebhookStatus status : Arrays.asList(null, WebhookStatus.DEAD)) {
                for (@Nullable ProviderId provider : Arrays.asList(null, ACME)) {
                    for (@Nullable Instant from : Arrays.asList(null, NOON)) {
                        list(direction, status, provider, from);
                    }
                }
            }
        }
    }

    private void list(
            Direction direction,
            @Nullable WebhookStatus status,
            @Nullable ProviderId provider,
            @Nullable Instant from) {
        WebhookQuery.Builder query = WebhookQuery.builder()
                .direction(direction)
                .status(status)
                .provider(provider)
                .receivedFrom(from)
                .limit(1);
        WebhookPage page = store.webhooks().list(query.build());
        while (page.nextCursor() != null) {
            page = store.webhooks().list(query.cursor(page.nextCursor()).build());
        }
    }

    private void repairs() {
        RepairRun run = RepairRun.builder()
                .id(new RunId("run_0000000000000001"))
                .kind(RepairRun.Kind.REDRIVE)
                .selection(new RepairSelection.ByIds(List.of(id("a"))))
                .startedAt(NOON)
                .updatedAt(NOON)
                .build();
        store.positions().raise(Map.of(key("x"), EventPosition.ofNumber(1, "evt")));
        store.positions().newest(List.of(key("x")));
        store.repairRuns().create(run);
        store.repairRuns().replace(RepairRun.builder().from(run).revision(1).build());
        store.repairRuns().find(run.id());
        store.repairRuns().latest(10);
        store.repairRuns().running();
    }
}
