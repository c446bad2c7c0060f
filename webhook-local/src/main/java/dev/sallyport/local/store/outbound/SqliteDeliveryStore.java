package dev.sallyport.local.store.outbound;

import dev.sallyport.core.delivery.Attempt;
import dev.sallyport.core.delivery.AttemptResult;
import dev.sallyport.core.delivery.Delivery;
import dev.sallyport.core.delivery.DeliveryId;
import dev.sallyport.core.delivery.DeliveryPage;
import dev.sallyport.core.delivery.DeliveryQuery;
import dev.sallyport.core.delivery.Event;
import dev.sallyport.core.delivery.EventId;
import dev.sallyport.core.delivery.Lane;
import dev.sallyport.core.delivery.RetentionPolicy;
import dev.sallyport.core.port.out.DeliveryStore;
import dev.sallyport.local.store.engine.Admission;
import dev.sallyport.local.store.engine.RowSequence;
import dev.sallyport.local.store.engine.SqliteEngine;
import dev.sallyport.local.store.engine.SqliteSession;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps events, deliveries and attempts in SQLite. Safe for any number of threads. */
public final class SqliteDeliveryStore implements DeliveryStore {

    private static final int EVENT_BYTES = 512;
    private static final int DELIVERY_BYTES = 512;

    private final SqliteEngine engine;
    private final RowSequence sequence;

    SqliteDeliveryStore(SqliteEngine engine, RowSequence sequence) {
        this.engine = engine;
        this.sequence = sequence;
    }

    @Override
    public AcceptOutcome accept(Event event, List<Delivery> deliveries) {
        List<Delivery> fanOut = List.copyOf(deliveries);
        int bytes = EVENT_BYTES + event.body().size() + fanOut.size() * DELIVERY_BYTES;
        return engine.write(Admission.NEW_WORK, bytes, session -> accept(session, event, fanOut));
    }

    private AcceptOutcome accept(SqliteSession session, Event event, List<Delivery> fanOut) throws SQLException {
        Event existing = EventTable.existing(session, event);
        if (existing != null) {
            return new AcceptOutcome.AlreadyAccepted(existing);
        }
        long eventSeq = sequence.next();
        EventTable.insert(session, eventSeq, event, !fanOut.isEmpty());
        List<Delivery> placed = new ArrayList<>(fanOut.size());
        for (Delivery delivery : fanOut) {
            placed.add(DeliveryTable.insert(session, eventSeq, sequence.next(), delivery));
        }
        return new AcceptOutcome.Accepted(placed);
    }

    @Override
    public @Nullable Event findEvent(EventId id) {
        return Found.of(engine.read(session -> new Found<>(EventTable.find(session, id))));
    }

    @Override
    public @Nullable Delivery find(DeliveryId id) {
        return Found.of(engine.read(session -> {
            DeliveryTable.Row row = DeliveryTable.find(session, id);
            return new Found<>(row == null ? null : row.delivery());
        }));
    }

    @Override
    public List<Delivery> deliveriesOf(EventId id) {
        return engine.readSnapshot(session -> DeliveryTable.ofEvent(session, id));
    }

    @Override
    public List<Attempt> attemptsOf(EventId id) {
        return engine.readSnapshot(session -> AttemptTable.ofEvent(session, id));
    }

    @Override
    public RecordOutcome record(Delivery replacement, @Nullable Attempt attempt) {
        return engine.write(Admission.OWN_WORK, DELIVERY_BYTES + bytesOf(attempt), session -> {
            DeliveryTable.Row current = DeliveryTable.find(session, replacement.id());
            if (current == null) {
                return new RecordOutcome.Conflict(null);
            }
            if (current.delivery().revision() != replacement.revision() - 1) {
                return current.delivery().equals(replacement)
                        ? new RecordOutcome.Recorded()
                        : new RecordOutcome.Conflict(current.delivery());
            }
            DeliveryTable.update(session, current.seq(), replacement);
            if (attempt != null) {
                AttemptTable.insert(session, current.seq(), attempt);
            }
            return new RecordOutcome.Recorded();
        });
    }

    private static int bytesOf(@Nullable Attempt attempt) {
        return attempt != null && attempt.result() instanceof AttemptResult.Answered answered
                ? answered.excerpt().bytes().size()
                : 0;
    }

    @Override
    public @Nullable Delivery headOf(Lane lane) {
        return Found.of(engine.read(session -> new Found<>(DeliveryTable.headOf(session, lane))));
    }

    @Override
    public List<Delivery> wakeable(Instant until, @Nullable Delivery after, int limit) {
        Rows.requireLimit(limit);
        return engine.read(session -> DeliveryTable.wakeable(session, until, after, limit));
    }

    @Override
    public DeliveryPage list(DeliveryQuery query) {
        DeliveryListing listing = DeliveryListing.of(query);
        return engine.readSnapshot(listing::read);
    }

    @Override
    public int removeExpired(RetentionPolicy retention, Instant now, int limit) {
        Rows.requireLimit(limit);
        return engine.write(
                Admission.OWN_WORK,
                limit * DELIVERY_BYTES,
                session -> DeliveryExpiry.remove(session, retention, now, limit));
    }
}
