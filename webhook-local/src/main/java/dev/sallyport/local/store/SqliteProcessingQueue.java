package dev.sallyport.local.store;

import dev.sallyport.core.event.OrderingKey;
import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.port.out.PortException;
import dev.sallyport.core.port.out.ProcessingQueue;
import dev.sallyport.local.store.Backlog.Claim;
import dev.sallyport.local.store.Backlog.Entry;
import dev.sallyport.local.store.engine.Admission;
import dev.sallyport.local.store.engine.SqliteEngine;
import dev.sallyport.local.store.engine.SqliteSession;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A queue whose entries and their order are durable, while reservations and delays are this process's own: after a
 * restart everything is handed out again, in the same order. Keys are served in turn. Safe for any number of threads.
 */
public final class SqliteProcessingQueue implements ProcessingQueue {

    private static final int LARGEST_LIMIT = 1_000;
    private static final int ENTRY_BYTES = 128;

    private final SqliteEngine engine;
    private final Tables tables;
    private final InstantSource clock;

    SqliteProcessingQueue(SqliteEngine engine, Tables tables, InstantSource clock) {
        this.engine = engine;
        this.tables = tables;
        this.clock = clock;
    }

    @Override
    public void enqueue(WebhookId id, OrderingKey key) {
        engine.write(Admission.OWN_WORK, ENTRY_BYTES, session -> enqueue(session, id, key));
    }

    private boolean enqueue(SqliteSession session, WebhookId id, OrderingKey key) throws SQLException {
        WebhookRow row = tables.webhooks().find(session, id);
        if (row == null || !row.record().orderingKey().equals(key)) {
            tables.queue().requireRoom();
            tables.queue().insert(session, tables.sequence().next(), id, key);
        } else if (!tables.queue().waits(session, row)) {
            tables.queue().append(session, row);
        }
        return true;
    }

    @Override
    public List<Delivery> receive(int limit, Duration visibility) {
        if (limit < 1 || limit > LARGEST_LIMIT) {
            throw new IllegalArgumentException("limit must be 1 to " + LARGEST_LIMIT + ", not " + limit);
        }
        Instant now = clock.instant();
        List<Claim> claims = tables.backlog().claim(limit, now, now.plus(visibility));
        if (claims.isEmpty()) {
            return List.of();
        }
        try {
            return engine.read(session -> deliveries(session, claims));
        } catch (PortException e) {
            claims.forEach(claim -> tables.backlog().release(claim.run(), claim.seq(), now, now));
            throw e;
        }
    }

    private List<Delivery> deliveries(SqliteSession session, List<Claim> claims) throws SQLException {
        List<Delivery> deliveries = new ArrayList<>(claims.size());
        Map<Long, WebhookId> ids =
                tables.queue().findAll(session, claims.stream().mapToLong(Claim::seq));
        for (Claim claim : claims) {
            WebhookId id = ids.get(claim.seq());
            // Null for an entry acknowledged so late that its reservation ended before the deletion was durable.
            if (id != null) {
                deliveries.add(new Delivery(id, claim.key(), new ClaimReceipt(claim.run(), claim.seq()).toReceipt()));
            }
        }
        return deliveries;
    }

    @Override
    public void acknowledge(List<Receipt> receipts) {
        Instant now = clock.instant();
        List<Entry> finished = new ArrayList<>(receipts.size());
        for (Receipt receipt : receipts) {
            Entry entry = claimed(receipt, now);
            if (entry != null) {
                finished.add(entry);
            }
        }
        if (!finished.isEmpty()) {
            engine.write(Admission.OWN_WORK, finished.size() * ENTRY_BYTES, session -> {
                tables.queue().delete(session, finished);
                return true;
            });
        }
    }

    private @Nullable Entry claimed(Receipt receipt, Instant now) {
        ClaimReceipt read = ClaimReceipt.read(receipt);
        return read == null ? null : tables.backlog().claimed(read.run(), read.seq(), now);
    }

    @Override
    public void release(List<Receipt> receipts, Duration delay) {
        Instant now = clock.instant();
        Instant notBefore = now.plus(delay);
        for (Receipt receipt : receipts) {
            ClaimReceipt read = ClaimReceipt.read(receipt);
            if (read != null) {
                tables.backlog().release(read.run(), read.seq(), now, notBefore);
            }
        }
    }
}
