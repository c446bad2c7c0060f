package dev.sallyport.local.store.outbound;

import dev.sallyport.local.store.engine.CommitParticipant;
import dev.sallyport.local.store.engine.RowSequence;
import dev.sallyport.local.store.engine.SqliteEngine;
import dev.sallyport.local.store.engine.SqliteSession;
import java.sql.SQLException;
import java.util.List;

/** What the ports of outbound delivery share in one database. Safe for any number of threads. */
public final class OutboundTables {

    private final RowSequence sequence;
    private final EndpointCache cache;

    private OutboundTables(RowSequence sequence, EndpointCache cache) {
        this.sequence = sequence;
        this.cache = cache;
    }

    /** Reads what is kept in memory, when the database is opened. */
    public static OutboundTables load(SqliteSession session) throws SQLException {
        RowSequence sequence =
                RowSequence.load(session, "SELECT max(seq) FROM events", "SELECT max(seq) FROM deliveries");
        return new OutboundTables(sequence, new EndpointCache());
    }

    /** Returns what the engine must keep in step with the database. */
    public List<CommitParticipant> participants() {
        return List.of(sequence, cache);
    }

    /** Returns the tenants and their keys. */
    public SqliteTenantStore tenants(SqliteEngine engine) {
        return new SqliteTenantStore(engine);
    }

    /** Returns the endpoints. */
    public SqliteEndpointStore endpoints(SqliteEngine engine) {
        return new SqliteEndpointStore(engine, cache);
    }

    /** Returns the events, deliveries and attempts. */
    public SqliteDeliveryStore deliveries(SqliteEngine engine) {
        return new SqliteDeliveryStore(engine, sequence);
    }
}
